package dev.creance.dynamics.arm.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.arm.ArmLoads;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class JointPdTest {
    private static final double[] STIFFNESS = {600, 600, 600, 600, 250, 150, 50};
    private static final double[] DAMPING = {50, 50, 50, 50, 30, 25, 15};

    private final ArmRun arm = new ArmRun();
    private final JointPd controller = new JointPd(arm.chain, STIFFNESS, DAMPING);
    private final double[] still = new double[7];

    @Test
    void movesEveryJointToItsReference() {
        double[] reference = {0.3, -0.5, 0.2, -2.0, 0.1, 1.8, 0.5};

        arm.run(4000, ArmLoads.NONE, () -> control(reference));

        assertThat(arm.state.position).containsExactly(reference, within(1e-3));
    }

    @Test
    void givesWayByTheLoadOverTheStiffness() {
        ArmLoads load = (state, motion, effort, wrench) -> effort[3] -= 6;

        arm.run(4000, load, () -> control(ArmRun.HOME));

        assertThat(arm.state.position[3]).isCloseTo(ArmRun.HOME[3] - 6.0 / 600, within(1e-4));
    }

    @Test
    void asksForNoMoreThanTheDrivesCanDo() {
        double[] far = new double[7];
        Arrays.fill(far, 100);

        control(far);

        assertThat(arm.effort).containsExactly(87, 87, 87, 87, 12, 12, 12);
    }

    @Test
    void letsNanThrough() {
        double[] reference = ArmRun.HOME.clone();
        reference[2] = Double.NaN;

        control(reference);

        assertThat(arm.effort[2]).isNaN();
        assertThat(arm.effort[3]).isFinite();
    }

    private void control(double[] reference) {
        controller.efforts(arm.state.position, arm.state.velocity, reference, still, arm.effort);
    }
}
