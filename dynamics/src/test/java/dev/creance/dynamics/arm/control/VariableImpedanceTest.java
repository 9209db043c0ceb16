package dev.creance.dynamics.arm.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.arm.ArmLoads;
import dev.creance.runtime.property.Property;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VariableImpedanceTest {
    private static final StiffnessRange ALONG = new StiffnessRange(200, 3000, 4, 1);
    private static final StiffnessRange ABOUT = new StiffnessRange(5, 75, 0.1, 1);

    private final ArmRun arm = new ArmRun();
    private final ToolReference reference = arm.here();
    private final VariableImpedance controller = new VariableImpedance(
            arm.chain, ImpedanceSettings.serl(), new StiffnessRanges(ALONG, ABOUT), ArmRun.HOME, ArmRun.PERIOD_S);

    @Test
    void theToolGivesWayAsTheStiffnessSays() {
        double[] stiffness = {2000, 2000, 1000, 50, 50, 50};

        arm.run(4000, ArmRun.push(new double[] {0, 0, -5}), () -> control(stiffness));

        double[] error = new double[6];
        PoseError.of(reference, arm.tool(), error);
        assertThat(error[2]).isCloseTo(5.0 / 1000, within(5e-4));
    }

    @Test
    void stiffnessStaysInItsRange() {
        double[] huge = new double[6];
        Arrays.fill(huge, 1e9);
        arm.run(4000, ArmLoads.NONE, () -> control(huge));
        assertThat(controller.stiffness(0)).isEqualTo(3000);
        assertThat(controller.stiffness(5)).isEqualTo(75);

        control(new double[6]);
        assertThat(controller.stiffness(0)).isEqualTo(200);
        assertThat(controller.stiffness(5)).isEqualTo(5);
    }

    @Test
    void nanLeavesTheStiffnessAsItIs() {
        double[] nothing = new double[6];
        Arrays.fill(nothing, Double.NaN);

        control(nothing);

        assertThat(controller.stiffness(2)).isEqualTo(200);
        assertThat(arm.effort).doesNotContain(Double.NaN);
    }

    @Test
    void noSequenceOfStiffnessFeedsEnergyIntoAMassOnItsSpring() {
        Property.check(200, choices -> {
            double h = ALONG.inertia();
            double dt = 1e-4;
            double stiffness = choices.between(ALONG.least(), ALONG.most());
            double error = choices.between(-0.01, 0.01);
            double speed = choices.between(-0.1, 0.1);
            double energy = energy(stiffness, error, speed);
            for (int step = 0; step < 500; step++) {
                double wanted = choices.bool() ? ALONG.most() : ALONG.least();
                double most = stiffness + dt * ALONG.mostGrowthPerS(stiffness);
                stiffness = Math.clamp(wanted, ALONG.least(), Math.min(most, ALONG.most()));
                speed -= dt * (stiffness * error + ALONG.damping(stiffness) * speed) / h;
                error += dt * speed;
                double next = energy(stiffness, error, speed);
                // the symplectic step of 0.1 ms itself is off by (ω dt)² = 1e-5 a step at most
                assertThat(next).isLessThanOrEqualTo(energy * (1 + 1e-5));
                energy = next;
            }
        });
    }

    /** The storage function of {@link StiffnessRange#mostGrowthPerS}. */
    private static double energy(double stiffness, double error, double speed) {
        double h = ALONG.inertia();
        double alpha = ALONG.damping(ALONG.least()) / h;
        double mixed = speed + alpha * error;
        double spring = stiffness + alpha * ALONG.damping(stiffness) - alpha * alpha * h;
        return (h * mixed * mixed + spring * error * error) / 2;
    }

    private void control(double[] stiffness) {
        controller.efforts(arm.state.position, arm.state.velocity, reference, stiffness, arm.effort);
    }
}
