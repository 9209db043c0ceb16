package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.policies.Engine;
import dev.creance.policies.ManifestPolicy;
import dev.creance.policies.Policies;
import dev.creance.policies.PolicyEnvironment;
import dev.creance.policies.TestFiles;
import dev.creance.runtime.Frame;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.sim.quadrotor.QuadrotorJudge;
import dev.creance.sim.quadrotor.QuadrotorLimits;
import dev.creance.sim.quadrotor.QuadrotorPlant;
import dev.creance.sim.quadrotor.QuadrotorPlantConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The flights that the original simulators flew with the original policies, flown again by plant and policy of a run: from the
 * first row on nothing is taken from the recording but the reference. An error of either would be fed back and grow.
 *
 * <p>The history starts as the originals start it: with the action that keeps the initial rotor speed (Learning-to-Fly), or the
 * one that hovers (RAPTOR's simulator, whatever the rotors do).
 */
class ClosedLoopReferenceTest {
    private static final double STEP_S = 0.01;
    private static final String[] STATES = {"px", "py", "pz", "qw", "qx", "qy", "qz", "vx", "vy", "vz", "wx", "wy", "wz"
    };
    private static final String[] REFERENCES = {"tx", "ty", "tz", "tvx", "tvy", "tvz"};
    private static final int MOTION = 10;
    private static final double RPM_RANGE = 21702;
    private static final double HOVER_THROTTLE = 0.7261389721508553;

    @ParameterizedTest
    @CsvSource({
        "ONNX_RUNTIME, l2f_own_350k, crazyflie-l2f, closedloop/l2f_own_350k_hover_nominal.csv, 1000, 2e-5, 2e-5",
        "ONNX_RUNTIME, l2f_own_350k, crazyflie-l2f, closedloop/l2f_own_350k_hover_offset.csv, 500, 2e-5, 2e-5",
        // Far from hover the loop multiplies the last digits of what the engine adds in another order than the
        // original.
        "ONNX_RUNTIME, l2f_own_350k, crazyflie-l2f, closedloop/l2f_own_350k_hover_tilt80.csv, 500, 2e-5, 2e-4",
        "ONNX_RUNTIME, l2f_own_350k, crazyflie-l2f, closedloop/l2f_own_350k_eight_5p5s_scale1.csv, 1300, 2e-5, 2e-5",
        // In the original's order nothing is left of it.
        "PLAIN, l2f_own_350k, crazyflie-l2f, closedloop/l2f_own_350k_hover_nominal.csv, 1000, 1e-12, 1e-12",
        "PLAIN, l2f_own_350k, crazyflie-l2f, closedloop/l2f_own_350k_hover_offset.csv, 500, 1e-12, 1e-12",
        "PLAIN, l2f_own_350k, crazyflie-l2f, closedloop/l2f_own_350k_hover_tilt80.csv, 500, 1e-12, 1e-12",
        "PLAIN, l2f_own_350k, crazyflie-l2f, closedloop/l2f_own_350k_eight_5p5s_scale1.csv, 1300, 1e-12, 1e-12",
        "ONNX_RUNTIME, raptor, crazyflie-2.x, raptor/crazyflie_hover_nominal.csv, 500, 5e-6, 5e-6",
        "ONNX_RUNTIME, raptor, crazyflie-2.x, raptor/crazyflie_hover_offset.csv, 500, 5e-6, 5e-6",
        "ONNX_RUNTIME, raptor, crazyflie-2.x, raptor/crazyflie_hover_tilt80.csv, 500, 5e-6, 5e-6",
        "ONNX_RUNTIME, raptor, crazyflie-2.x, raptor/crazyflie_eight_5p5s.csv, 1300, 5e-6, 5e-6",
        "PLAIN, raptor, crazyflie-2.x, raptor/crazyflie_hover_nominal.csv, 500, 5e-6, 1e-5",
        "PLAIN, raptor, crazyflie-2.x, raptor/crazyflie_hover_offset.csv, 500, 5e-6, 1e-5",
        "PLAIN, raptor, crazyflie-2.x, raptor/crazyflie_hover_tilt80.csv, 500, 5e-6, 1e-5",
        "PLAIN, raptor, crazyflie-2.x, raptor/crazyflie_eight_5p5s.csv, 1300, 5e-6, 1e-5",
    })
    void theFlightIsTheRecordedOne(
            Engine engine, String policy, String vehicle, String file, int steps, double tolerance, double turning) {
        List<Map<String, Double>> rows = TestFiles.csv("quadrotor/" + file);
        assertThat(rows).hasSize(steps + 1); // the last row has no action

        Deviations worst = fly(engine, policy, vehicle, rows);
        System.out.printf(Locale.ROOT, "%s, %s: greatest deviations %s%n", file, engine.key(), worst);

        assertThat(worst.motion()).isLessThanOrEqualTo(tolerance);
        assertThat(worst.rotor()).isLessThanOrEqualTo(tolerance);
        assertThat(worst.rate()).isLessThanOrEqualTo(turning);
        assertThat(worst.action()).isLessThanOrEqualTo(turning);
    }

    private static Deviations fly(Engine engine, String policy, String vehicle, List<Map<String, Double>> rows) {
        try (Flying flight = new Flying(engine, policy, plantConfig(vehicle, rows.getFirst()))) {
            double history = policy.equals("raptor") ? HOVER_THROTTLE : startThrottle(rows.getFirst());
            flight.policy.fillHistory(new double[] {history, history, history, history});
            return flight.fly(rows);
        }
    }

    /** The section {@code plant} that starts where the recording does. */
    private static QuadrotorPlantConfig plantConfig(String vehicle, Map<String, Double> first) {
        String text = "model: quadrotor\nparams: " + vehicle + "\nground: false\nrate: 100 Hz\n"
                + "sensors: ideal\nstart:\n"
                + "  position: [" + first.get("px") + " m, " + first.get("py") + " m, " + first.get("pz") + " m]\n"
                + "  orientation: [" + first.get("qw") + ", " + first.get("qx") + ", " + first.get("qy") + ", "
                + first.get("qz") + "]\n"
                + "  throttle: " + startThrottle(first) + "\n";
        return QuadrotorPlantConfig.from(ConfigFile.parse("plant", text));
    }

    private static double startThrottle(Map<String, Double> first) {
        return first.containsKey("rpm0") ? first.get("rpm0") / RPM_RANGE : first.get("rotor0");
    }

    /** Greatest absolute deviations: SI units, rotors as a part of their range, actions −1 … 1. */
    private record Deviations(double motion, double rate, double rotor, double action) {
        Deviations and(Deviations other) {
            return new Deviations(
                    greater(motion, other.motion),
                    greater(rate, other.rate),
                    greater(rotor, other.rotor),
                    greater(action, other.action));
        }

        /** NaN counts as the greatest. */
        private static double greater(double worst, double error) {
            return error <= worst ? worst : error;
        }
    }

    /** One policy at the controls of one plant. */
    private static final class Flying implements AutoCloseable {
        final QuadrotorParameters parameters;
        final ManifestPolicy policy;
        private final QuadrotorPlant plant;
        private final Frame sensors = new Frame(QuadrotorChannels.sensors());
        private final Frame reference = new Frame(QuadrotorChannels.reference());
        private final double[] throttle = new double[4];

        Flying(Engine engine, String name, QuadrotorPlantConfig config) {
            parameters = config.parameters();
            plant = new QuadrotorPlant(config, new QuadrotorJudge(QuadrotorLimits.none()), TestFlight.SEED);
            policy = Policies.load(
                    "zoo/" + name,
                    Path.of(""),
                    engine,
                    new PolicyEnvironment(
                            QuadrotorChannels.sensors(),
                            QuadrotorChannels.reference(),
                            QuadrotorChannels.commands(),
                            1 / STEP_S));
            policy.reset();
            sensors.validBits = sensors.allValid();
            reference.validBits = reference.allValid();
        }

        Deviations fly(List<Map<String, Double>> rows) {
            float[] observation = new float[policy.observationSize()];
            float[] action = new float[policy.actionSize()];
            Deviations worst = new Deviations(0, 0, 0, 0);
            for (Map<String, Double> row : rows.subList(0, rows.size() - 1)) {
                worst = worst.and(stateError(row));
                plant.measure(sensors.values);
                for (int i = 0; i < REFERENCES.length; i++) {
                    reference.values[i] = row.get(REFERENCES[i]);
                }
                policy.observe(sensors, reference, observation);
                assertThat(policy.infer(observation, action)).isEqualTo(PolicyStatus.OK);
                policy.command(action, throttle);
                worst = worst.and(new Deviations(0, 0, 0, actionError(row)));
                plant.step(throttle, STEP_S);
                policy.acted(action, throttle);
            }
            return worst.and(stateError(rows.getLast()));
        }

        private Deviations stateError(Map<String, Double> row) {
            return new Deviations(error(row, 0, MOTION), error(row, MOTION, STATES.length), rotorError(row), 0);
        }

        private double error(Map<String, Double> row, int from, int to) {
            double worst = 0;
            for (int i = from; i < to; i++) {
                worst = Deviations.greater(worst, Math.abs(plant.state().values[i] - row.get(STATES[i])));
            }
            return worst;
        }

        private double rotorError(Map<String, Double> row) {
            String column = row.containsKey("rpm0") ? "rpm" : "rotor";
            double range = parameters.rotorMax() - parameters.rotorMin();
            double worst = 0;
            for (int i = 0; i < 4; i++) {
                double error = plant.state().values[QuadrotorState.ROTOR + i] - row.get(column + i);
                worst = Deviations.greater(worst, Math.abs(error) / range);
            }
            return worst;
        }

        private double actionError(Map<String, Double> row) {
            double worst = 0;
            for (int i = 0; i < 4; i++) {
                worst = Deviations.greater(worst, Math.abs(2 * throttle[i] - 1 - row.get("a" + i)));
            }
            return worst;
        }

        @Override
        public void close() {
            policy.close();
        }
    }
}
