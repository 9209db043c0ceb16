package dev.creance.policies.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.policies.Engine;
import dev.creance.policies.Policies;
import dev.creance.policies.Tolerance;
import dev.creance.policies.Verification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Known answers of other people's policies: of those that lie here, and, on request, of all in a folder of their own. */
class ReferenceGoldenTest {
    private static final String FOLDER = "creance.reference";

    /**
     * Its normaliser divides by next to nothing: from zeros it computes actions of 600, of which ONNX Runtime's own known answers
     * are 0.04 off the truth in float64, and one that should be 0.3 comes out 0.02 off in any other order of its sums.
     */
    private static final String ILL_CONDITIONED = "ur5e_grasp";

    @TestFactory
    Stream<DynamicTest> thoseThatLieHereMeetTheAnswersThatTheirManifestNamesWithEachEngine() {
        return ReferencePolicy.all().stream()
                .filter(ReferencePolicy::isWhole)
                .flatMap(policy -> Stream.of(Engine.values())
                        .filter(engine -> agrees(engine, policy))
                        .map(engine -> DynamicTest.dynamicTest(policy.policy() + " with " + engine.key(), () -> {
                            Verification verification =
                                    Policies.verify(policy.home().toString(), Path.of(""), engine);

                            assertThat(verification.passed()).isTrue();
                            assertThat(verification.cases() + verification.steps())
                                    .isPositive();
                        })));
    }

    /** With {@code -Dcreance.reference=FOLDER}, which holds {@code models/} and {@code golden/}; none without. */
    @TestFactory
    Stream<DynamicTest> thoseInAFolderOfTheirOwnMeetTheirAnswersWithEachEngine() {
        String folder = System.getProperty(FOLDER, "");
        return ReferencePolicy.all().stream()
                .filter(policy -> !folder.isEmpty() && !policy.folder().startsWith("zoo/"))
                .flatMap(policy -> Stream.of(Engine.values())
                        .filter(engine -> agrees(engine, policy))
                        .map(engine -> DynamicTest.dynamicTest(
                                policy.policy() + " with " + engine.key(),
                                () -> verify(policy, engine, Path.of(folder)))));
    }

    private static boolean agrees(Engine engine, ReferencePolicy policy) {
        return engine == Engine.ONNX_RUNTIME || !policy.policy().equals(ILL_CONDITIONED);
    }

    private static void verify(ReferencePolicy policy, Engine engine, Path folder) {
        Path bundle = folder.resolve("models").resolve(policy.policy()).resolve("policy.onnx");
        Path model = Files.exists(bundle) ? bundle : folder.resolve("models").resolve(policy.policy() + ".onnx");

        Verification verification = Policies.verify(
                model, folder.resolve("golden").resolve(policy.policy() + ".golden.json"), engine, Tolerance.GOLDEN);

        assertThat(verification.passed()).isTrue();
        if (!policy.how().equals("refused")) {
            assertThat(policy.manifest()).as("the hash in the manifest").contains(verification.sha256());
        }
    }
}
