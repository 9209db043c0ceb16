package dev.creance.policies.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.policies.Policies;
import dev.creance.policies.PolicyReport;
import dev.creance.policies.PolicyReport.Finding;
import dev.creance.policies.PolicyReport.Severity;
import dev.creance.policies.imports.ReferencePolicy;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Other people's policies as they are: no error, and the warnings of {@code reference/warnings.csv} and no others. Of those whose
 * networks lie here, and, with {@code -Dcreance.reference=FOLDER} (which holds {@code models/}), of all.
 */
class ReferenceLintTest {
    private static final String MODELS = System.getProperty("creance.reference", "");

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> noErrorAndNoOtherWarningThanThoseThatAreListed() {
        Map<String, String> listed = listed();
        return ReferencePolicy.all().stream()
                .filter(policy -> !policy.how().equals("refused"))
                .filter(policy -> policy.isWhole() || !MODELS.isEmpty())
                .map(policy -> DynamicTest.dynamicTest(policy.policy(), () -> {
                    PolicyReport report = inspect(policy);

                    assertThat(report.passed()).as(report.findings().toString()).isTrue();
                    assertThat(warnings(report)).isEqualTo(listed.getOrDefault(policy.policy(), ""));
                }));
    }

    private static Map<String, String> listed() {
        return ReferencePolicy.read("warnings.csv")
                .lines()
                .skip(1)
                .collect(Collectors.toMap(line -> line.split(",", 2)[0], line -> line.split(",", 2)[1]));
    }

    private static String warnings(PolicyReport report) {
        Map<String, Integer> codes = new TreeMap<>();
        for (Finding finding : report.findings()) {
            if (finding.severity() == Severity.WARNING) {
                codes.merge(finding.code(), 1, Integer::sum);
            }
        }
        return codes.entrySet().stream()
                .map(each -> each.getKey() + (each.getValue() == 1 ? "" : "×" + each.getValue()))
                .collect(Collectors.joining(" "));
    }

    private PolicyReport inspect(ReferencePolicy policy) throws IOException {
        Path home = policy.home();
        if (policy.isWhole()) {
            return Policies.inspect(home.toString(), Path.of(""));
        }
        Path target = Files.createDirectories(folder.resolve(policy.policy()));
        Files.copy(home.resolve("policy.yaml"), target.resolve("policy.yaml"), StandardCopyOption.REPLACE_EXISTING);
        ConfigNode manifest = ConfigFile.read(home.resolve("policy.yaml"));
        List<String> files = manifest.child("models").items().stream()
                .map(model -> model.child("file").string())
                .toList();
        for (String file : files) {
            Files.copy(Path.of(MODELS, "models", file), target.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        return Policies.inspect(target.toString(), Path.of(""));
    }
}
