package dev.creance.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.creance.dynamics.drive.DriveChannels;
import dev.creance.dynamics.drive.control.DriveController;
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

    /** By the solver a user's simulation takes, not by the reference one. */
    @ParameterizedTest
    @CsvSource({"cl01_permexdc_speed.csv, 9", "cl02_pmsm_current.csv, 18"})
    void followsItsReferenceAsWellAsTheRecordedLoop(String file, int figures) {
        VerifyResult result = new PlantVerification(Optional.of("drive-rk4"), Optional.empty()).verify(reference(file));

        assertThat(result.metrics())
                .hasSize(figures)
                .allSatisfy(metric -> assertThat(metric.ours()).isCloseTo(metric.recorded(), withinPercentage(1)));
    }

    @Test
    void aLoopThatFollowsOtherwiseFails() {
        VerifyResult result =
                new PlantVerification(Optional.empty(), Optional.empty()).verify(reference("cl01_permexdc_speed.csv"));

        assertThat(result.passes(1e-8)).isTrue();
        assertThat(result.with(List.of(new VerifyResult.Metric("omega MAE all", 1.011, 1)))
                        .passes(1e-8))
                .isFalse();
        assertThat(result.with(List.of(new VerifyResult.Metric("omega MAE all", Double.NaN, 1)))
                        .passes(1e-8))
                .isFalse();
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
        Followed[] followed = follow(shorter, references);

        assertFigures(followed[0], 0.20083059427, 1.1123201398, 32.068682492);
        assertFigures(followed[1], 0.79884881236, 5.3069791390, 142.11158060);
    }

    /**
     * The entry Cont-SC-PermExDc-v0, the drive of cl01. Its course was found by search among steps that last as long as each other:
     * all six figures of its halves are met to 1e-12.
     */
    @Test
    void comesToTheSameFiguresOfTheSpeedOnALongerCourse() {
        DriveCase shorter = DriveCase.read(reference("cl01_permexdc_speed.csv"), reference("cl01_permexdc_speed.json"));
        double[] stepsRadPerS = {20, 60, 100, 40};
        double[][] references = new double[4000][];
        for (int k = 0; k < 2000; k++) {
            references[k] = new double[] {stepsRadPerS[k / 500]};
            references[2000 + k] = new double[] {60 + 20 * Math.sin(2 * Math.PI * 4 * k * 1e-4)};
        }

        Followed[] followed = follow(shorter, references);

        assertFigures(followed[0], 9.420191246, 17.15059839, 62.06474310);
    }

    private static void assertFigures(Followed ours, double meanAbs, double rootMeanSquare, double maxAbs) {
        assertThat(ours.meanAbs("all")).isCloseTo(meanAbs, withinPercentage(1));
        assertThat(ours.rootMeanSquare("all")).isCloseTo(rootMeanSquare, withinPercentage(1));
        assertThat(ours.maxAbs("all")).isCloseTo(maxAbs, withinPercentage(1));
    }

    private static Followed[] follow(DriveCase recorded, double[][] references) {
        SimulatedDrive drive =
                new SimulatedDrive(DriveFormat.parts(recorded.header(), size -> new RungeKutta4(4, size)));
        System.arraycopy(recorded.initialState(), 0, drive.state(), 0, drive.state().length);
        DriveController controller =
                DriveBaselines.of(recorded.header(), drive.parts().machine());
        double[] measured = new double[DriveChannels.size(drive.parts().machine())];
        double[] action = new double[drive.parts().converter().actions()];
        Followed[] followed = recorded.followed().stream()
                .map(state -> new Followed(state, references.length))
                .toArray(Followed[]::new);
        for (double[] reference : references) {
            drive.measure(measured);
            controller.control(measured, reference, action);
            drive.step(action, recorded.stepS());
            for (int i = 0; i < followed.length; i++) {
                int state = recorded.stateNames().indexOf(recorded.followed().get(i));
                followed[i].add(reference[i], drive.state()[state]);
            }
        }
        return followed;
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
