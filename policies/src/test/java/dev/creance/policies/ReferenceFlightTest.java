package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.policies.action.ActionLayout;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.ManifestReader;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Other people's policies between the channels of their robots, against the numbers of an independent reading in numpy. */
class ReferenceFlightTest {
    static List<RecordedFlight> flown() {
        return RecordedFlight.all();
    }

    /** With ONNX Runtime, and with our own engine where it takes the network. */
    static Stream<Arguments> flownWhole() {
        return flown().stream()
                .filter(RecordedFlight::asksTheNetwork)
                .flatMap(flight ->
                        Stream.of(Engine.ONNX_RUNTIME, Engine.AUTO).map(engine -> Arguments.of(flight, engine)));
    }

    private static Path home(String policy) {
        return TestFiles.path("reference/" + policy);
    }

    private static Manifest manifest(String policy) throws IOException {
        return ManifestReader.read(
                ConfigFile.parse("policy.yaml", Files.readString(home(policy).resolve("policy.yaml"))));
    }

    private static double[] doubles(float[] values, int size) {
        double[] all = new double[size];
        for (int i = 0; i < size; i++) {
            all[i] = values[i];
        }
        return all;
    }

    private static void assertKept(RecordedFlight flight, String what, int step, double[] got) {
        double[] want = flight.kept(what, step);
        double[] sums = RecordedFlight.projections(got);
        double magnitude = Arrays.stream(got).map(Math::abs).sum();
        for (int k = 0; k < 3; k++) {
            assertThat(sums[k])
                    .as("%s: %s %d at step %d", flight, what, k, step)
                    .isCloseTo(want[k], within(1e-5 * (1 + magnitude)));
        }
    }

    private static void assertLast(RecordedFlight flight, String what, double[] got) {
        double[] want = flight.last(what);
        for (int i = 0; i < want.length; i++) {
            assertThat(got[i])
                    .as("%s: last %s[%d]", flight, what, i)
                    .isCloseTo(want[i], within(1e-4 * (1 + Math.abs(want[i]))));
        }
    }

    @Test
    void allOfThemFly() throws IOException {
        for (RecordedFlight flight : RecordedFlight.all()) {
            assertThat(Flyable.objection(manifest(flight.policy())))
                    .as(flight.policy())
                    .isEmpty();
        }
        assertThat(RecordedFlight.all()).hasSize(35);
    }

    /** The stages before and after the networks, with actions that are made up: many networks are not vendored. */
    @ParameterizedTest
    @MethodSource("flown")
    void observationsAndCommandsAreThoseOfTheManifest(RecordedFlight flight) throws IOException {
        Manifest manifest = manifest(flight.policy());
        byte[] motion = TestFiles.bytes("flights/motion.csv"); // the only file that any of them observes
        PolicyStages stages = PolicyStages.of(manifest, file -> motion, flight.environment(), 1);
        StagedPolicy policy = new StagedPolicy(stages);
        for (int step = 0; step < flight.steps(); step++) {
            flight.show(step);
            float[] observation = policy.observe(flight.sensors, flight.reference);
            if (flight.asksTheNetwork()) {
                break; // the other test does it
            }
            int size = manifest.observations().stream()
                    .mapToInt(each -> (int) each.size())
                    .sum();
            assertKept(flight, "observation", step, doubles(observation, size));
            float[] action = madeUp(stages.action().layout(), observation, step);
            double[][] commands = policy.act(
                    action,
                    flight.ticksPerPeriod(),
                    flight.environment().commands().size());
            assertKept(flight, "first", step, commands[0]);
            assertKept(flight, "last", step, commands[flight.ticksPerPeriod() - 1]);
            if (step == flight.steps() - 1) {
                assertLast(flight, "observation", doubles(observation, size));
                assertLast(flight, "command", commands[flight.ticksPerPeriod() - 1]);
            }
        }
    }

    private static float[] madeUp(ActionLayout layout, float[] observation, int step) {
        float[] action = new float[layout.size()];
        for (int i = 0; i < layout.values(); i++) {
            action[i] = (float) RecordedFlight.signal(i + 200, step);
        }
        for (int i = 0; i < layout.gains(); i++) {
            action[layout.kpAt() + i] = 20 + i;
            action[layout.kdAt() + i] = (float) (1 + 0.1 * i);
        }
        System.arraycopy(observation, observation.length - layout.along(), action, layout.alongAt(), layout.along());
        return action;
    }

    /** From the robot's channels through the network to commands, with what was executed fed back. */
    @ParameterizedTest
    @MethodSource("flownWhole")
    void wholePoliciesFlyInAClosedLoop(RecordedFlight flight, Engine engine) {
        try (ManifestPolicy policy =
                Policies.load(home(flight.policy()).toString(), Path.of(""), engine, flight.environment())) {
            float[] observation = new float[policy.observationSize()];
            float[] action = new float[policy.actionSize()];
            double[] command = new double[flight.environment().commands().size()];
            for (int step = 0; step < flight.steps(); step++) {
                flight.show(step);
                policy.observe(flight.sensors, flight.reference, observation);
                assertThat(policy.infer(observation, action)).isEqualTo(PolicyStatus.OK);
                int observed = observation.length - policy.actionLayout().along();
                assertKept(flight, "observation", step, doubles(observation, observed));
                assertKept(
                        flight,
                        "action",
                        step,
                        doubles(action, policy.actionLayout().values()));
                for (int tick = 0; tick < flight.ticksPerPeriod(); tick++) {
                    policy.command(action, command);
                    policy.acted(action, command);
                    if (tick == 0) {
                        assertKept(flight, "first", step, command);
                    }
                }
                assertKept(flight, "last", step, command);
            }
            assertLast(flight, "command", command);
        }
    }
}
