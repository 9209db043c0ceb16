package dev.creance.sim.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.dynamics.arm.MassMatrix;
import dev.creance.dynamics.arm.ToolMotion;
import dev.creance.dynamics.arm.control.JointPd;
import dev.creance.dynamics.arm.urdf.ArmModels;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The plant that {@code policies/training/panda_reach} trains on, against this simulator's. */
class TrainingPlantTest {
    private static final int JOINTS = 7;
    private static final int POSITION = JOINTS;
    private static final int MASS = 2 * JOINTS;
    private static final int TOOL = 3 * JOINTS;
    private static final int TICKS_PER_PERIOD = 20;
    private static final double[] HOME = {0, -0.785, 0, -2.356, 0, 1.571, 0.785};
    private static final double[] STIFFNESS = {600, 600, 600, 600, 250, 150, 50};
    private static final double[] DAMPING = {50, 50, 50, 20, 20, 20, 10};

    private final Chain panda = ArmModels.named("franka-panda");
    private List<double[]> rows;

    @BeforeEach
    void read() throws IOException {
        try (InputStream in = TrainingPlantTest.class.getResourceAsStream("training_panda.csv")) {
            rows = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> Arrays.stream(line.split(","))
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
        }
        assertThat(rows).hasSize(100);
    }

    @Test
    void theToolIsWhereTheTrainingSaysAndTheJointsFeelTheSameInertia() {
        ChainMotion motion = new ChainMotion(panda);
        ToolMotion tool = new ToolMotion(panda);
        double[] mass = new double[JOINTS * JOINTS];
        for (double[] row : rows) {
            motion.update(Arrays.copyOfRange(row, POSITION, MASS), new double[JOINTS]);
            tool.update(motion);
            new MassMatrix(panda).compute(motion, mass);

            double[] r = tool.rotation;
            double[] p = tool.positionM;
            assertThat(new double[] {p[0], p[1], p[2], r[2], r[5], r[8]})
                    .containsExactly(Arrays.copyOfRange(row, TOOL, TOOL + 6), within(1e-12));
            for (int i = 0; i < JOINTS; i++) {
                assertThat(mass[i * JOINTS + i]).isCloseTo(row[MASS + i], within(1e-12));
            }
        }
    }

    /** The training leaves out Coriolis efforts, holds the inertia for 20 ms, and takes first-order steps of 4 ms. */
    @Test
    void theJointsFollowTheirSetPointsAlikeToAFewMilliradians() {
        ArmPlant plant = new ArmPlant(panda, HOME);
        JointPd firmware = new JointPd(panda, STIFFNESS, DAMPING);
        double[] setPoint = HOME.clone();
        double[] before = HOME.clone();
        double[] effort = new double[JOINTS];
        double farthest = 0;
        for (double[] row : rows) {
            for (int tick = 1; tick <= TICKS_PER_PERIOD; tick++) {
                for (int i = 0; i < JOINTS; i++) {
                    setPoint[i] = before[i] + (row[i] - before[i]) * tick / TICKS_PER_PERIOD;
                }
                firmware.efforts(plant.state().position, plant.state().velocity, setPoint, new double[JOINTS], effort);
                plant.step(effort, 0.001);
            }
            System.arraycopy(row, 0, before, 0, JOINTS);
            for (int i = 0; i < JOINTS; i++) {
                farthest = Math.max(farthest, Math.abs(plant.state().position[i] - row[POSITION + i]));
            }
        }

        assertThat(farthest).isBetween(1e-5, 0.01);
    }
}
