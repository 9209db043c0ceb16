package dev.creance.policies.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.policies.OnnxBuilder;
import dev.creance.policies.PolicyReport.Finding;
import dev.creance.policies.graph.OnnxModel;
import dev.creance.policies.graph.Plan;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.ManifestReader;
import dev.creance.runtime.config.ConfigFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network that takes its observation in two parts, of which it shifts the first or none. */
class NormaliserCheckTest {
    private static final Manifest MANIFEST =
            ManifestReader.read(ConfigFile.parse("policy.yaml", """
            policy: 1
            name: test
            description: a test
            robot: none
            provenance: {source: made for a test, paper: none, conversion: none}
            licence: {spdx: Apache-2.0, holder: Creance, file: LICENSE}
            models: [{id: policy, file: policy.onnx, sha256: %s, external_data: []}]
            rates: {native: 50 Hz, higher: refused, loop: any, deadline: 60 ms, at_miss: backup}
            observation:
              - {tensor: a, normaliser: in_graph, history: none, terms: [{term: a, kind: external, signal: a, unit: 1, dim: 2, process: []}]}
              - {tensor: b, normaliser: in_graph, history: none, terms: [{term: b, kind: external, signal: b, unit: 1, dim: 2, process: []}]}
            action: {tensor: y, kind: direct, commands: [push], unit: N, process: [], between: hold}
            state: []
            ignored_outputs: []
            known_answers: none
            """.formatted("0".repeat(64))));

    private static Plan network(String first, float mean) {
        OnnxBuilder graph = new OnnxBuilder(17)
                .input("a", 1, 2)
                .input("b", 1, 2)
                .floats("mean", new long[] {2}, mean, mean)
                .floats("w", new long[] {4, 1}, 1, 2, 3, 4)
                .node(first, "a mean", "c")
                .node("Concat", "c b", "d", "axis", 1)
                .node("MatMul", "d w", "y")
                .output("y");
        return Plan.of(OnnxModel.parse(graph.build()), Map.of());
    }

    @ParameterizedTest
    @CsvSource({"Sub, 0.5, 0", "Div, 2, 2", "Sub, 0, 2"})
    void isLostWhereNoneOfTheInputsIsShiftedOrScaledByAFactorOfItsOwn(String operator, float constant, int lost) {
        List<Finding> findings = Lint.of(MANIFEST, Map.of("policy", network(operator, constant)), List.of());

        assertThat(findings)
                .filteredOn(finding -> finding.code().equals("normaliser_lost"))
                .hasSize(lost);
    }
}
