package dev.creance.policies.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.policies.Engine;
import dev.creance.policies.Policies;
import dev.creance.policies.Tolerance;
import dev.creance.policies.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Known answers of other people's policies: of those that lie here, and, on request, of all in a folder of their own. */
class ReferenceGoldenTest {
    private static final String FOLDER = "creance.reference";

    static List<ReferencePolicy> whole() {
        return ReferencePolicy.all().stream().filter(ReferencePolicy::isWhole).toList();
    }

    static List<ReferencePolicy> fromElsewhere() {
        return ReferencePolicy.all().stream()
                .filter(policy -> !policy.folder().startsWith("zoo/"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("whole")
    void thoseThatLieHereMeetTheAnswersThatTheirManifestNames(ReferencePolicy policy) {
        Verification verification = Policies.verify(policy.home().toString(), Path.of(""), Engine.ONNX_RUNTIME);

        assertThat(verification.passed()).isTrue();
        assertThat(verification.cases() + verification.steps()).isPositive();
    }

    /** With {@code -Dcreance.reference=FOLDER}; the folder holds {@code models/} and {@code golden/}. */
    @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
    @ParameterizedTest
    @MethodSource("fromElsewhere")
    void thoseInAFolderOfTheirOwnMeetTheirAnswers(ReferencePolicy policy) {
        Path folder = Path.of(System.getProperty(FOLDER));
        Path bundle = folder.resolve("models").resolve(policy.policy()).resolve("policy.onnx");
        Path model = Files.exists(bundle) ? bundle : folder.resolve("models").resolve(policy.policy() + ".onnx");

        Verification verification = Policies.verify(
                model,
                folder.resolve("golden").resolve(policy.policy() + ".golden.json"),
                Engine.ONNX_RUNTIME,
                Tolerance.GOLDEN);

        assertThat(verification.passed()).isTrue();
        if (!policy.how().equals("refused")) {
            assertThat(policy.manifest()).as("the hash in the manifest").contains(verification.sha256());
        }
    }
}
