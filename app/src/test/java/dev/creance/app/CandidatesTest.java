package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.policies.Engine;
import dev.creance.policies.ManifestPolicy;
import dev.creance.policies.PolicySource;
import dev.creance.runtime.flight.RecordSchema;
import dev.creance.runtime.loop.InlineProposer;
import dev.creance.runtime.loop.Latencies;
import dev.creance.runtime.loop.Succession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandidatesTest {
    @TempDir
    private Path folder;

    private Path shadow;

    @BeforeEach
    void writeTheShadow() throws IOException {
        shadow = AskedPolicy.in(folder);
    }

    private Controls controls() throws UsageError {
        Map<String, String> sets = new LinkedHashMap<>();
        sets.put("policy.shadow", shadow.toString());
        sets.put("scenario.setpoints", "[{at: 0 s, of: more.throttle, to: 0}]");
        return Controls.of(RobotConfig.read(TestFlight.EXAMPLE, sets));
    }

    private void edit(String passage, String replacement) throws IOException {
        Path manifest = shadow.resolve("policy.yaml");
        assertThat(Files.readString(manifest)).contains(passage);
        Files.writeString(manifest, Files.readString(manifest).replace(passage, replacement));
    }

    @Test
    void theShadowThatWasCheckedIsTheOneThatFlies() throws Exception {
        Controls controls = controls();
        Optional<ManifestPolicy> loaded = Candidates.shadow(controls);
        RecordSchema schema = controls.schema(Map.of(), loaded);
        Files.delete(shadow.resolve("asked.onnx")); // whoever loaded it again would be told

        try (Candidates candidates = Candidates.of(controls, loaded, new RunDirectory(folder), schema, true, () -> {});
                Succession succession =
                        candidates.start(new InlineProposer(controls.policy(), new Latencies()), controls.pipeline())) {
            assertThat(candidates.roster().of(loaded.orElseThrow().identity()).name())
                    .isEqualTo("asked");
            assertThat(succession).isNotNull();
            assertThat(schema.candidateActionSize())
                    .as("more than the policy in charge answers")
                    .isEqualTo(8);
        }
    }

    /** As a policy that flies alone does, not at the rate at which it is asked. */
    @Test
    void aPolicyThatWasTrainedInALoopOfThisRateMayFollow() throws Exception {
        edit("loop: any", "loop: 1 kHz");

        ManifestPolicy loaded = Candidates.shadow(controls()).orElseThrow();

        assertThat(loaded.name()).isEqualTo("asked");
        loaded.close();
    }

    @Test
    void oneOfAnotherLoopIsRefused() throws Exception {
        edit("loop: any", "loop: 500 Hz");

        assertThatThrownBy(() -> Candidates.shadow(controls()))
                .isInstanceOf(UsageError.class)
                .hasMessageStartingWith("policy.shadow: ")
                .hasMessageContaining("500.0 Hz, but loop.rate is 1000.0 Hz");
    }

    @Test
    void oneThatDoesNotTakeWhatTheScenarioAsksForIsRefused() throws Exception {
        edit("range: [0, 1]", "range: [0.5, 1]");

        assertThatThrownBy(() -> Candidates.shadow(controls()))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("scenario.setpoints[0].to='0' is below 0.5, the least that the policy takes");
    }

    @Test
    void aSuccessorMustTakeAllThatPeopleMayAskFor() throws Exception {
        Path narrower = AskedPolicy.in(Files.createDirectory(folder.resolve("other")));
        Map<String, String> sets = Map.of(
                "policy.use", shadow.toString(),
                "policy.swap", "{}",
                "policy.set", "[more.throttle]",
                "scenario.setpoints", "[{at: 0 s, of: more.throttle, to: 0}]");
        Controls controls = Controls.of(RobotConfig.read(TestFlight.EXAMPLE, sets));
        CandidateLoader loader = new CandidateLoader(controls, controls.schema(Map.of()));
        PolicySource source = new PolicySource(narrower.toString(), folder, Optional.empty());
        loader.load(source, Engine.AUTO, true).close();

        Path manifest = narrower.resolve("policy.yaml");
        Files.writeString(manifest, Files.readString(manifest).replace("range: [0, 1]", "range: [0, 0.5]"));

        assertThatThrownBy(() -> loader.load(source, Engine.AUTO, true))
                .isInstanceOf(CandidateRefused.class)
                .hasMessageContaining("of 'more.throttle' it takes 0.0 to 0.5, and people may ask for 0.0 to 1.0");
    }
}
