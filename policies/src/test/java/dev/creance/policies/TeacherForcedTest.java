package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.PolicyStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The recorded flights of the original simulators: in each row, the policy sees the recorded state and must return the recorded
 * action, with its history made of its own past answers. Tick rate, policy rate and native rate are 100 Hz. The history starts
 * as the simulators start it: with the action that keeps the initial rotor speed (Learning-to-Fly), or the one that hovers
 * (RAPTOR).
 */
class TeacherForcedTest {
    private static final String[] AXES = {"x", "y", "z"};

    @ParameterizedTest
    @CsvSource({
        "l2f_own_350k, closedloop/l2f_own_350k_hover_nominal.csv, 1000, 0.5",
        "l2f_own_350k, closedloop/l2f_own_350k_hover_offset.csv, 500, 0.5",
        "l2f_own_350k, closedloop/l2f_own_350k_hover_tilt80.csv, 500, 0.5",
        "l2f_own_350k, closedloop/l2f_own_350k_eight_5p5s_scale1.csv, 1300, 0.66702650230207739",
        "raptor, raptor/crazyflie_hover_nominal.csv, 500, 0.72613897215085532",
        "raptor, raptor/crazyflie_hover_offset.csv, 500, 0.72613897215085532",
        "raptor, raptor/crazyflie_hover_tilt80.csv, 500, 0.72613897215085532",
        "raptor, raptor/crazyflie_eight_5p5s.csv, 1300, 0.72613897215085532",
    })
    void everyRecordedActionIsReturnedForItsRecordedState(String name, String flight, int steps, double throttle) {
        List<Map<String, Double>> rows = TestFiles.csv("quadrotor/" + flight);
        assertThat(rows).hasSize(steps + 1); // the last row has no action
        double greatestError = 0;
        Quadrotor quadrotor = new Quadrotor();
        try (ManifestPolicy policy = Policies.load("zoo/" + name, Path.of(""), Quadrotor.askedAt(100))) {
            float[] observation = new float[policy.observationSize()];
            float[] action = new float[4];
            double[] command = new double[4];
            policy.fillHistory(new double[] {throttle, throttle, throttle, throttle});
            for (Map<String, Double> row : rows.subList(0, steps)) {
                show(quadrotor, row);
                policy.observe(quadrotor.sensors, quadrotor.reference, observation);
                assertThat(policy.infer(observation, action)).isEqualTo(PolicyStatus.OK);
                policy.command(action, command);
                policy.acted(action, command);
                for (int i = 0; i < 4; i++) {
                    greatestError = Math.max(greatestError, Math.abs(2 * command[i] - 1 - row.get("a" + i)));
                }
            }
        }

        assertThat(greatestError).isLessThanOrEqualTo(5e-6);
    }

    private static void show(Quadrotor quadrotor, Map<String, Double> row) {
        for (String axis : AXES) {
            quadrotor.sensor("position." + axis, row.get("p" + axis));
            quadrotor.sensor("velocity." + axis, row.get("v" + axis));
            quadrotor.sensor("gyro." + axis, row.get("w" + axis));
            quadrotor.reference("reference.position." + axis, row.get("t" + axis));
            quadrotor.reference("reference.velocity." + axis, row.get("tv" + axis));
        }
        for (String part : List.of("w", "x", "y", "z")) {
            quadrotor.sensor("orientation." + part, row.get("q" + part));
        }
    }
}
