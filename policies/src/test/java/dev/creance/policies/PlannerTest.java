package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.config.ConfigError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** go2_rl_ws' navigation policy at 5 Hz over its walking policy at 50 Hz, against the numbers of an evaluation in numpy. */
class PlannerTest {
    private static final int TICKS = 4;

    @TempDir
    Path folder;

    private final JsonNode flights = flights();
    private final Frame sensors = new Frame(layout("sensors"));
    private final Frame reference = new Frame(layout("reference"));
    private final PolicyEnvironment environment = new PolicyEnvironment(
            sensors.layout(),
            reference.layout(),
            new Layout(sensors.layout().channels().stream()
                    .filter(channel -> channel.name().startsWith("joint.position."))
                    .toList()),
            50,
            200);
    private PolicyFolder files;

    private static JsonNode flights() {
        try {
            return new ObjectMapper().readTree(TestFiles.bytes("rates/rates.json"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Layout layout(String side) {
        return PolicyFolder.layout(IntStream.range(0, flights.path(side).size())
                .mapToObj(i -> flights.path(side).path(i))
                .map(channel -> channel.path(0).asText() + " " + channel.path(1).asText())
                .toArray(String[]::new));
    }

    @BeforeEach
    void bothPoliciesLieThere() throws IOException {
        files = new PolicyFolder(folder)
                .with("rates/policy.yaml", "reference/go2ws_nav/go2ws_nav.onnx")
                .with("reference/go2ws_flat_v6/go2ws_flat_v6.onnx");
    }

    private void vary(String between, String atMiss) throws IOException {
        files.edit("between: hold, initial", "between: " + between + ", initial")
                .edit("at_miss: hold", "at_miss: " + atMiss);
    }

    /** Shows the made-up signals of a native period. */
    private void show(int step) {
        RecordedFlight.show(sensors, step, 0);
        RecordedFlight.show(reference, step, 100);
        sensors.validBits = -1;
        boolean outage = step >= flights.path("outage").path(0).asInt()
                && step < flights.path("outage").path(1).asInt();
        if (outage) {
            sensors.validBits &= ~(1L << sensors.layout().indexOf("base_velocity.y"));
        }
    }

    private static void assertAction(JsonNode wanted, float[] got, int step) {
        for (int i = 0; i < wanted.size(); i++) {
            double want = wanted.path(i).asDouble();
            assertThat((double) got[i])
                    .as("action[%d] in period %d", i, step)
                    .isCloseTo(want, within(1e-4 * (1 + Math.abs(want))));
        }
    }

    @ParameterizedTest
    @CsvSource({"hold, hold", "linear, hold", "hold, initial", "linear, initial", "hold, fail"})
    void walksAsAnEvaluationInNumpySaysWhateverBecomesOfThePlanner(String between, String atMiss) throws IOException {
        vary(between, atMiss);
        JsonNode wanted = flights.path(between + " " + atMiss);
        int failed = 0;
        try (ManifestPolicy policy = files.load(environment)) {
            float[] observation = new float[policy.observationSize()];
            float[] action = new float[policy.actionSize()];
            double[] command = new double[12];
            for (int step = 0; step < wanted.size(); step++) {
                show(step);
                policy.observe(sensors, reference, observation);
                PolicyStatus status = policy.infer(observation, action);
                if (wanted.path(step).isNull()) {
                    assertThat(status).isEqualTo(PolicyStatus.FAILED);
                    assertThat(policy.failure()).contains("[navigation] has not answered for more than 0.3 s");
                    failed++;
                } else {
                    assertThat(status).isEqualTo(PolicyStatus.OK);
                    assertAction(wanted.path(step), action, step);
                    policy.command(action, command);
                }
                for (int tick = 0; tick < TICKS; tick++) {
                    policy.acted(action, command); // where it failed, the command before is repeated
                }
            }
        }
        assertThat(wanted).hasSize(120);
        assertThat(failed).isEqualTo(atMiss.equals("fail") ? 19 : 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "ONNX_RUNTIME"})
    void theOtherEnginesFlyTheSame(Engine engine) throws IOException {
        JsonNode wanted = flights.path("hold hold");
        try (ManifestPolicy policy = files.load(engine, environment)) {
            float[] observation = new float[policy.observationSize()];
            float[] action = new float[policy.actionSize()];
            double[] command = new double[12];
            for (int step = 0; step < 60; step++) {
                show(step);
                policy.observe(sensors, reference, observation);
                assertThat(policy.infer(observation, action)).isEqualTo(PolicyStatus.OK);
                assertAction(wanted.path(step), action, step);
                policy.command(action, command);
                policy.acted(action, command);
            }
        }
    }

    @Test
    void anObservationThatTheWalkerNeedsIsStillRefusedWhenItIsNotFinite() throws IOException {
        try (ManifestPolicy policy = files.load(environment)) {
            float[] observation = new float[policy.observationSize()];
            float[] action = new float[policy.actionSize()];
            show(0);
            sensors.validBits &= ~(1L << sensors.layout().indexOf("gyro.x"));
            policy.observe(sensors, reference, observation);

            assertThat(policy.infer(observation, action)).isEqualTo(PolicyStatus.NON_FINITE);
        }
    }

    @Test
    void itIsInspectedWithoutAnObjection() {
        assertThat(files.inspect().findings())
                .extracting(PolicyReport.Finding::code)
                .doesNotContain("not_flyable");
    }

    @Test
    void nothingIsAllocated() throws IOException {
        vary("linear", "initial");
        try (ManifestPolicy policy = files.load(environment)) {
            show(0);

            PolicyAllocation.assertNone(policy, sensors, reference, 12);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "models: [navigation] | models: [] | models is empty | name the networks",
                "models: [navigation] | models: [nav] | models[0]='nav' is none of navigation, walking | ",
                "models: [navigation] | models: [navigation, walking] | belongs to the planner 'walking' | take it out",
                "every: 10 | every: 1 | every=1 | ",
                "deadline: 300 ms | deadline: 100 ms | deadline=100 ms is over before the planner is asked again | write 200.0 ms or more",
                "at_miss: hold | at_miss: stop | at_miss='stop' is none of hold, initial, fail | ",
                "at_miss: hold | at_mis: hold | at_mis | ",
                "between: hold, initial | between: ramp, initial | between='ramp' is none of hold, linear | ",
                "initial: [0.1, 0, -0.1]} | initial: [0.1, 0]} | initial adds up to 2 values, but the network's 'actions' has 3 | ",
                "answers: [{tensor: {model: navigation, name: actions} | answers: [{tensor: {model: navigation, index: 0} | '#0' is an answer that no network hears | join it",
                "answers: [{tensor: {model: navigation, name: actions} | answers: [{tensor: {model: walking, name: actions} | is of the model 'walking', which is none | ",
                "answers: [{tensor: {model: navigation, name: actions}, between: hold, initial: [0.1, 0, -0.1]}] | answers: [] | is heard of a planner, but is none of its answers | called by the same name",
                "{term: command, kind: latent, tensor: {model: navigation, name: actions} | {term: command, kind: constant, values: [0, 0, 0] | 'actions' is an answer that no network hears | join it",
                "{term: pose_command, kind: setpoint, setpoint: goal, values: all, | {term: walk, kind: latent, tensor: {model: walking, name: actions}, | belongs to a planner, but hears 'walking' | list planners in the order",
            })
    void aPlannerWithOneFaultIsRefusedAtItsPlace(String passage, String replacement, String reason, String remedy)
            throws IOException {
        files.edit(passage, replacement);

        assertThatThrownBy(() -> files.load(environment))
                .isInstanceOf(ConfigError.class)
                .hasMessageMatching("(?s).*policy\\.yaml:\\d+:\\d+: .*")
                .hasMessageContaining(reason)
                .hasMessageContaining(remedy == null ? "" : remedy);
    }
}
