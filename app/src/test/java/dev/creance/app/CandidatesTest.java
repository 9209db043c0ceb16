package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.policies.ManifestPolicy;
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
}
