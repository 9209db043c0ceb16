package dev.creance.dynamics.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.arm.urdf.ArmModels;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArmDynamicsTest {
    private static final double STEP_S = 0.001;

    @Test
    void aFrictionlessPendulumChainKeepsItsEnergyForAMinute() {
        assertThat(driftOfAMinute(STEP_S)).isLessThan(2e-5);
    }

    @Test
    void aQuarterOfTheStepKeepsItAThousandTimesBetter() {
        assertThat(driftOfAMinute(STEP_S / 4)).isLessThan(2e-8);
    }

    @Test
    void aShortPendulumSwingsInItsPeriod() {
        Chain chain = pendulum(1, Drivetrain.none());
        ArmState state = new ArmState(1);
        state.position[0] = 0.01;
        // a rod of 1 kg and 0.5 m: I = m l²/3 = 1/12 kg m², m g l/2 = 2.4525 Nm; amplitude² / 16 longer than for small
        // swings
        double periodS = 2 * Math.PI * Math.sqrt(1.0 / 12 / (9.81 * 0.25)) * (1 + 0.01 * 0.01 / 16);

        run(chain, state, new double[1], (int) Math.round(10 * periodS / STEP_S));

        double leftS = Math.round(10 * periodS / STEP_S) * STEP_S - 10 * periodS;
        double phase = leftS * 2 * Math.PI / periodS;
        assertThat(state.position[0]).isCloseTo(0.01 * Math.cos(phase), within(1e-7));
    }

    @Test
    void viscousFrictionBringsAFreeJointToRestExponentially() {
        Chain chain = pendulum(1, new Drivetrain(0.05, 0, 0)).withGravity(0, 0, 0);
        ArmState state = new ArmState(1);
        state.velocity[0] = 3;

        run(chain, state, new double[1], 1000);

        assertThat(state.velocity[0]).isCloseTo(3 * Math.exp(-0.05 * 12), within(1e-9));
    }

    @Test
    void coulombFrictionSlowsAFreeJointEvenlyAndHoldsIt() {
        Chain chain = pendulum(1, new Drivetrain(0, 0.1, 0)).withGravity(0, 0, 0);
        ArmState state = new ArmState(1);
        state.velocity[0] = 3;

        run(chain, state, new double[1], 1000);
        assertThat(state.velocity[0]).isCloseTo(3 - 0.1 * 12, within(1e-9));

        run(chain, state, new double[1], 2000);
        assertThat(state.velocity[0]).isCloseTo(0, within(1e-9));
    }

    @Test
    void aRotorsInertiaSlowsTheJointItDrives() {
        Chain chain = pendulum(1, new Drivetrain(0, 0, 0.25 - 1.0 / 12)).withGravity(0, 0, 0);
        ArmState state = new ArmState(1);

        run(chain, state, new double[] {0.5}, 1000);

        assertThat(state.velocity[0]).isCloseTo(2, within(1e-12));
    }

    @Test
    void thePandaStaysWhereItIsUnderItsOwnWeightsEfforts() {
        Chain chain = ArmModels.named("franka-panda");
        ArmState state = new ArmState(7);
        double[] home = {0, -0.785, 0, -2.356, 0, 1.571, 0.785};
        System.arraycopy(home, 0, state.position, 0, 7);
        ChainMotion motion = new ChainMotion(chain);
        motion.update(state.position, state.velocity);
        double[] effort = new double[7];
        new InverseDynamics(chain).gravity(motion, effort);

        run(chain, state, effort, 1000);

        assertThat(state.position).containsExactly(home, within(1e-9));
    }

    /** Rods of 1 kg and 0.5 m, hinged about y, hanging down at position 0. */
    private static Chain pendulum(int rods, Drivetrain drivetrain) {
        double across = 0.25 / 12;
        RigidBody rod = new RigidBody(
                1, new double[] {0, 0, -0.25}, new double[] {across, 0, 0, 0, across, 0, 0, 0, across / 100});
        List<Joint> joints = IntStream.range(0, rods)
                .mapToObj(i -> new Joint(
                        "hinge" + i,
                        JointKind.REVOLUTE,
                        Pose.of(new double[] {0, 0, i == 0 ? 0 : -0.5}, new double[3]),
                        new double[] {0, 1, 0},
                        JointLimits.none(),
                        drivetrain,
                        rod))
                .toList();
        return new Chain("pendulum", joints, new Chain.Tool(rods - 1, Pose.identity()), new double[] {0, 0, -9.81});
    }

    /** Energy lost or won by a chain let go from above the horizontal, which tumbles, over that it swings through. */
    private static double driftOfAMinute(double stepS) {
        Chain chain = pendulum(4, Drivetrain.none());
        ArmState state = new ArmState(4);
        state.position[0] = 2;
        double beforeJ = energy(chain, state);
        run(chain, state, new double[4], (int) Math.round(60 / stepS), stepS);
        double swingJ = 4 * 9.81 * 4 * 0.25;
        return Math.abs(energy(chain, state) - beforeJ) / swingJ;
    }

    private static void run(Chain chain, ArmState state, double[] effort, int steps) {
        run(chain, state, effort, steps, STEP_S);
    }

    private static void run(Chain chain, ArmState state, double[] effort, int steps, double stepS) {
        ArmDynamics dynamics = new ArmDynamics(chain);
        for (int i = 0; i < steps; i++) {
            dynamics.step(state, effort, ArmLoads.NONE, stepS);
        }
    }

    private static double energy(Chain chain, ArmState state) {
        ChainMotion motion = new ChainMotion(chain);
        motion.update(state.position, state.velocity);
        ChainEnergy energy = new ChainEnergy(chain);
        return energy.kineticJ(motion, state.velocity) + energy.potentialJ(motion);
    }
}
