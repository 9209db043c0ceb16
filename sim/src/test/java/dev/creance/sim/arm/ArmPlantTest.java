package dev.creance.sim.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.dynamics.arm.InverseDynamics;
import dev.creance.dynamics.arm.ToolMotion;
import dev.creance.dynamics.arm.control.CartesianImpedance;
import dev.creance.dynamics.arm.control.ImpedanceSettings;
import dev.creance.dynamics.arm.control.ToolReference;
import dev.creance.dynamics.arm.urdf.ArmModels;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ArmPlantTest {
    private static final double TICK_S = 0.001;
    private static final double[] HOME = {0, -0.785, 0, -2.356, 0, 1.571, 0.785};

    private final Chain panda = ArmModels.named("franka-panda");
    private final Chain floating = panda.withGravity(0, 0, 0);

    @Test
    void aStopHoldsAJointThatItsDrivePressesWithAllItsMight() {
        for (int joint = 0; joint < 7; joint++) {
            ArmPlant plant = new ArmPlant(floating, HOME);
            double[] commands = weightless(joint, 1000);

            run(plant, commands, 5000);

            double upper = floating.joints().get(joint).limits().upper();
            assertThat(plant.state().position[joint]).isBetween(upper, upper + 0.011);
            assertThat(plant.state().velocity[joint]).isCloseTo(0, within(1e-3));
        }
    }

    @Test
    void anUndrivenArmFallsAndComesToRestInItsStops() {
        for (Chain chain : new Chain[] {panda, ArmModels.named("so-101")}) {
            ArmPlant plant = new ArmPlant(chain, Arrays.copyOf(HOME, chain.size()));

            run(plant, new double[chain.size()], 60_000);

            for (int joint = 0; joint < chain.size(); joint++) {
                assertThat(Math.abs(plant.state().velocity[joint])).isLessThan(0.05);
                double beyond = Math.max(
                        plant.state().position[joint]
                                - chain.joints().get(joint).limits().upper(),
                        chain.joints().get(joint).limits().lower() - plant.state().position[joint]);
                assertThat(beyond).isLessThan(0.02);
            }
        }
    }

    @Test
    void commandsAreCutToWhatTheDrivesCanDo() {
        ArmPlant plant = new ArmPlant(panda, HOME);
        double[] measured = new double[28];

        plant.step(new double[] {1000, -1000, 5, Double.NaN, 1000, -1000, Double.POSITIVE_INFINITY}, TICK_S);
        plant.measure(measured);

        assertThat(Arrays.copyOfRange(measured, 14, 21)).containsExactly(87, -87, 5, 0, 12, -12, 12);
    }

    @Test
    void measuresWhatItsLayoutSays() {
        ArmPlant plant = new ArmPlant(panda, HOME);
        double[] measured = new double[plant.measurements().size()];

        plant.measure(measured);

        assertThat(measured[plant.measurements().indexOf("joint.position.3")]).isEqualTo(HOME[3]);
        assertThat(plant.measurements().channels().get(3).unit()).isEqualTo("rad");
        assertThat(plant.commands().channels().get(6).upper()).isEqualTo(12);
    }

    @Test
    void aLongStepIsDividedIntoShortOnes() {
        ArmPlant one = new ArmPlant(panda, HOME);
        ArmPlant many = new ArmPlant(panda, HOME);

        one.step(new double[7], 0.01);
        run(many, new double[7], 10);

        assertThat(one.state().position).containsExactly(many.state().position, within(1e-15));
    }

    @Test
    void aToolThatPressesAgainstTheWallFeelsTheSpringOfTheWall() {
        double[] at = toolAtHome();
        // the surface 2 cm below the tool
        ElasticWall table = new ElasticWall(new double[] {0, 0, at[2] - 0.02}, new double[] {0, 0, 1}, 5000, 50, 0.5);
        ArmPlant plant = new ArmPlant(panda, HOME, table);
        CartesianImpedance controller = new CartesianImpedance(panda, ImpedanceSettings.serl(), HOME, TICK_S);
        ToolReference reference = new ToolReference();
        System.arraycopy(at, 0, reference.positionM, 0, 3);
        reference.positionM[2] -= 0.3; // far into the table
        System.arraycopy(tool().rotation, 0, reference.rotation, 0, 9);
        double[] commands = new double[7];
        double[] force = new double[3];
        double worst = 0;

        for (int tick = 0; tick < 5000; tick++) {
            controller.efforts(plant.state().position, plant.state().velocity, reference, commands);
            plant.step(commands, TICK_S);
            plant.wallForce(force);
            worst = Math.max(worst, force[2]);
        }

        // the controller's spring pulls with 2000 N/m × 1 cm = 20 N; joint friction of 0.2 Nm takes or adds some 1 N
        assertThat(force[2]).isCloseTo(20, within(1.5));
        assertThat(worst).isLessThan(60); // impact of a reference that ran ahead, kept low by the clip
    }

    @Test
    void theWallNeverPullsAndItsFrictionStaysInTheCone() {
        double[] at = toolAtHome();
        ElasticWall side =
                new ElasticWall(new double[] {at[0] + 0.01, 0, 0}, new double[] {-1, 0, 0}, 20_000, 200, 0.3);
        ArmPlant plant = new ArmPlant(floating, HOME, side);
        double[] commands = {0, 5, 0, 5, 0, 0, 0};
        double[] force = new double[3];
        boolean touched = false;

        for (int tick = 0; tick < 3000; tick++) {
            plant.step(commands, TICK_S);
            plant.wallForce(force);
            touched |= force[0] < 0;
            assertThat(force[0]).isLessThanOrEqualTo(0);
            assertThat(Math.hypot(force[1], force[2])).isLessThanOrEqualTo(0.3 * -force[0] + 1e-12);
        }
        assertThat(touched).isTrue();
    }

    @Test
    void refusesAWallWithoutADirection() {
        assertThatThrownBy(() -> new ElasticWall(new double[3], new double[] {0, 0, 2}, 1, 1, 0))
                .hasMessageContaining("wall.normal has the length 2.0, not 1");
    }

    /** All joints held by their weight but one, which is pushed. */
    private double[] weightless(int joint, double effort) {
        double[] commands = new double[7];
        ChainMotion motion = new ChainMotion(floating);
        motion.update(HOME, new double[7]);
        new InverseDynamics(floating).gravity(motion, commands);
        commands[joint] = effort;
        return commands;
    }

    private double[] toolAtHome() {
        return tool().positionM;
    }

    private ToolMotion tool() {
        ChainMotion motion = new ChainMotion(panda);
        motion.update(HOME, new double[7]);
        ToolMotion tool = new ToolMotion(panda);
        tool.update(motion);
        return tool;
    }

    private static void run(ArmPlant plant, double[] commands, int ticks) {
        for (int tick = 0; tick < ticks; tick++) {
            plant.step(commands, TICK_S);
        }
    }
}
