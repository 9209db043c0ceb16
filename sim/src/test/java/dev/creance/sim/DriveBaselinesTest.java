package dev.creance.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.creance.dynamics.drive.DriveChannels;
import dev.creance.dynamics.drive.control.DriveController;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import dev.creance.sim.drive.SimulatedDrive;
import dev.creance.sim.ode.RungeKutta4;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The baseline controllers against gem_controllers, each on its own plant. */
class DriveBaselinesTest {
    private static final double[] DIRECT_A = {0, -40, -40, -20};
    private static final double[] QUADRATURE_A = {0, 100, -60, 40};

    @ParameterizedTest
    @ValueSource(strings = {"cl01_permexdc_speed.csv", "cl02_pmsm_current.csv"})
    void goesTheSameWayAsTheRecordedLoop(String file) {
        VerifyResult result = new PlantVerification(Optional.empty(), Optional.empty()).verify(reference(file));

        assertThat(result.maxRelError()).as(result.toString()).isLessThanOrEqualTo(1e-8);
    }

    @ParameterizedTest
    @CsvSource({"cl01_permexdc_speed, omega", "cl02_pmsm_current, i_sd i_sq"})
    void followsItsReferenceAsWellAsTheRecordedLoop(String name, String followed) {
        DriveCase recorded = DriveCase.read(reference(name + ".csv"), reference(name + ".json"));
        double[][] ours = run(recorded);
        for (String part : List.of("all", "step_half", "sine_half")) {
            ConfigNode theirs = recorded.header().child("metrics").child(part);
            String[] states = followed.split(" ");
            for (int i = 0; i < states.length; i++) {
                int state = recorded.stateNames().indexOf(states[i]);
                Metrics metrics = Metrics.of(recorded, ours, part, i, state);

                assertMetrics(
                        metrics, number(theirs, "MAE", i), number(theirs, "RMSE", i), number(theirs, "max_abs", i));
            }
        }
    }

    /**
     * The entry Cont-CC-PMSM-v0 of gem_controllers' own table. Its course is not written down; it is that of cl02 stretched to
     * twice the time, the sines as fast as there.
     */
    @Test
    void comesToTheSameFiguresOnALongerCourse() {
        DriveCase shorter = DriveCase.read(reference("cl02_pmsm_current.csv"), reference("cl02_pmsm_current.json"));
        double[][] references = new double[4000][];
        for (int k = 0; k < 2000; k++) {
            references[k] = new double[] {DIRECT_A[k / 500], QUADRATURE_A[k / 500]};
            double timeS = k * 1e-4;
            references[2000 + k] = new double[] {
                -40 + 20 * Math.sin(2 * Math.PI * 25 * timeS), 40 + 80 * Math.sin(2 * Math.PI * 20 * timeS)
            };
        }
        DriveCase longer = new DriveCase(
                shorter.file(),
                shorter.header(),
                shorter.stateNames(),
                0,
                shorter.actions(),
                new double[4000][],
                references);

        double[][] ours = run(longer);

        assertMetrics(Metrics.of(longer, ours, "all", 0, 1), 0.20083059427, 1.1123201398, 32.068682492);
        assertMetrics(Metrics.of(longer, ours, "all", 1, 2), 0.79884881236, 5.3069791390, 142.11158060);
    }

    private static void assertMetrics(Metrics ours, double meanAbs, double rootMeanSquare, double maxAbs) {
        assertThat(ours.meanAbs).isCloseTo(meanAbs, withinPercentage(1));
        assertThat(ours.rootMeanSquare).isCloseTo(rootMeanSquare, withinPercentage(1));
        assertThat(ours.maxAbs).isCloseTo(maxAbs, withinPercentage(1));
    }

    private record Metrics(double meanAbs, double rootMeanSquare, double maxAbs) {
        static Metrics of(DriveCase recorded, double[][] states, String part, int reference, int state) {
            int half = states.length / 2;
            int from = part.equals("sine_half") ? half : 0;
            int to = part.equals("step_half") ? half : states.length;
            double sum = 0;
            double squares = 0;
            double max = 0;
            for (int row = from; row < to; row++) {
                double error = Math.abs(recorded.references()[row][reference] - states[row][state]);
                sum += error;
                squares += error * error;
                max = Math.max(max, error);
            }
            return new Metrics(sum / (to - from), Math.sqrt(squares / (to - from)), max);
        }
    }

    /** By the solver a user's simulation takes, not by the reference one. */
    private static double[][] run(DriveCase recorded) {
        SimulatedDrive drive =
                new SimulatedDrive(DriveFormat.parts(recorded.header(), size -> new RungeKutta4(4, size)));
        System.arraycopy(recorded.initialState(), 0, drive.state(), 0, drive.state().length);
        DriveController controller =
                DriveBaselines.of(recorded.header(), drive.parts().machine());
        double[] measured = new double[DriveChannels.size(drive.parts().machine())];
        double[] action = new double[drive.parts().converter().actions()];
        double[][] states = new double[recorded.states().length][];
        for (int row = 0; row < states.length; row++) {
            drive.measure(measured);
            controller.control(measured, recorded.references()[row], action);
            drive.step(action, recorded.stepS());
            states[row] = drive.state().clone();
        }
        return states;
    }

    private static double number(ConfigNode metrics, String key, int index) {
        return metrics.child(key).items().get(index).quantity(Dimension.RATIO);
    }

    private static Path reference(String file) {
        try {
            return Path.of(DriveBaselinesTest.class
                    .getResource("reference/motor/" + file)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
