package dev.creance.dynamics.arm.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.arm.ArmLoads;
import org.junit.jupiter.api.Test;

class CartesianImpedanceTest {
    private final ArmRun arm = new ArmRun();
    private final ToolReference reference = arm.here();
    private final CartesianImpedance controller =
            new CartesianImpedance(arm.chain, ImpedanceSettings.serl(), ArmRun.HOME, ArmRun.PERIOD_S);

    @Test
    void staysWhereItsReferenceIs() {
        double[] before = reference.positionM.clone();

        arm.run(1000, ArmLoads.NONE, this::control);

        assertThat(arm.tool().positionM).containsExactly(before, within(1e-6));
    }

    @Test
    void bringsTheToolToAPoseBeyondTheClip() {
        reference.positionM[0] -= 0.1;
        reference.positionM[2] += 0.05;
        reference.orientation(
                0, 0.98, 0.199, 0); // the flange points down at home: half a turn about x, a little about z

        arm.run(6000, ArmLoads.NONE, this::control);

        // friction of 0.2 Nm creeps away under the springs
        double[] error = new double[6];
        PoseError.of(reference, arm.tool(), error);
        assertThat(error).containsExactly(new double[6], within(5e-3));
    }

    @Test
    void givesWayToAForceByTheForceOverTheStiffness() {
        arm.run(4000, ArmRun.push(new double[] {0, 0, -10}), this::control);

        double[] error = new double[6];
        PoseError.of(reference, arm.tool(), error);
        assertThat(error[2]).isCloseTo(10.0 / 2000, within(5e-4));
        assertThat(error[0]).isCloseTo(0, within(5e-4));
    }

    @Test
    void pullsNoHarderThanTheClipAllowsHoweverFarTheReferenceIs() {
        reference.positionM[0] += 10;
        for (int i = 0; i < 100; i++) {
            control(); // the arm is held: efforts rise to their end value
        }

        // 2000 N/m × 1 cm = 20 N along x, so that joint efforts are the weight's and 20 N times the Jacobian's row
        double[] atReference = new double[7];
        CartesianImpedance relaxed =
                new CartesianImpedance(arm.chain, ImpedanceSettings.serl(), ArmRun.HOME, ArmRun.PERIOD_S);
        relaxed.efforts(arm.state.position, arm.state.velocity, arm.here(), atReference);
        double[] jacobian = arm.tool().jacobian;
        for (int j = 0; j < 7; j++) {
            assertThat(arm.effort[j] - atReference[j]).isCloseTo(20 * jacobian[j], within(1e-9));
        }
    }

    @Test
    void effortsChangeByNoMoreThanTheirRate() {
        double[] before = new double[7];
        control();
        System.arraycopy(arm.effort, 0, before, 0, 7);
        reference.positionM[0] += 1;
        reference.positionM[2] += 1;

        control();

        for (int j = 0; j < 7; j++) {
            assertThat(Math.abs(arm.effort[j] - before[j])).isLessThanOrEqualTo(1 + 1e-12);
        }
        assertThat(Math.abs(arm.effort[1] - before[1])).isGreaterThan(0.99);
    }

    @Test
    void postureMovesTheElbowAndNotTheTool() {
        double[] aside = {0.4, -0.785, -0.4, -2.356, 0.2, 1.571, 0.785};
        CartesianImpedance seeking = new CartesianImpedance(
                arm.chain, new ImpedanceSettings(2000, 89, 75, 7, 0.01, 0.1, 10, 1000), aside, ArmRun.PERIOD_S);
        double[] before = reference.positionM.clone();

        arm.run(
                3000,
                ArmLoads.NONE,
                () -> seeking.efforts(arm.state.position, arm.state.velocity, reference, arm.effort));

        assertThat(arm.state.position[0]).isGreaterThan(0.1);
        assertThat(arm.tool().positionM).containsExactly(before, within(2e-3));
    }

    @Test
    void letsNanThroughOnceAndRecovers() {
        double[] position = arm.state.position.clone();
        position[3] = Double.NaN;
        controller.efforts(position, arm.state.velocity, reference, arm.effort);
        assertThat(arm.effort).contains(Double.NaN);

        control();

        assertThat(arm.effort).doesNotContain(Double.NaN);
    }

    private void control() {
        controller.efforts(arm.state.position, arm.state.velocity, reference, arm.effort);
    }
}
