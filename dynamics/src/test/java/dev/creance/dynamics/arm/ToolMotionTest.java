package dev.creance.dynamics.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

class ToolMotionTest {
    private static final double STEP_S = 1e-5;

    /** Central differences with that step: their own error is about 1e-9. */
    private static final double TOLERANCE = 1e-7;

    @Test
    void theJacobianIsHowTheToolsPoseChangesWithTheJoints() {
        Property.check(300, choices -> {
            Chain chain = RandomChains.chain(choices);
            int n = chain.size();
            double[] position = RandomChains.numbers(choices, n, -3, 3);
            ToolMotion tool = at(chain, position, new double[n]);

            for (int j = 0; j < n; j++) {
                double[] slope = slope(chain, position, unit(n, j));
                for (int row = 0; row < 6; row++) {
                    assertThat(tool.jacobian[row * n + j]).isCloseTo(slope[row], within(TOLERANCE));
                }
            }
        });
    }

    @Test
    void theToolMovesAsItsJacobianSays() {
        Property.check(300, choices -> {
            Chain chain = RandomChains.chain(choices);
            int n = chain.size();
            double[] speed = RandomChains.numbers(choices, n, -3, 3);
            ToolMotion tool = at(chain, RandomChains.numbers(choices, n, -3, 3), speed);

            for (int row = 0; row < 6; row++) {
                double sum = 0;
                for (int j = 0; j < n; j++) {
                    sum += tool.jacobian[row * n + j] * speed[j];
                }
                assertThat(tool.velocity[row]).isCloseTo(sum, within(1e-12));
            }
        });
    }

    @Test
    void theDriftIsTheToolsAccelerationAtSteadyJointSpeeds() {
        Property.check(300, choices -> {
            Chain chain = RandomChains.chain(choices);
            int n = chain.size();
            double[] speed = RandomChains.numbers(choices, n, -3, 3);
            double[] position = RandomChains.numbers(choices, n, -3, 3);
            double[] before = at(chain, moved(position, speed, -STEP_S), speed).velocity;
            double[] after = at(chain, moved(position, speed, STEP_S), speed).velocity;
            double[] drift = at(chain, position, speed).driftAcceleration;

            for (int row = 0; row < 6; row++) {
                double slope = (after[row] - before[row]) / (2 * STEP_S);
                assertThat(drift[row]).isCloseTo(slope, within(1e-6 * (1 + Math.abs(slope))));
            }
        });
    }

    private static double[] slope(Chain chain, double[] position, double[] speed) {
        ToolMotion before = at(chain, moved(position, speed, -STEP_S), speed);
        ToolMotion after = at(chain, moved(position, speed, STEP_S), speed);
        double[] slope = new double[6];
        for (int k = 0; k < 3; k++) {
            slope[k] = (after.positionM[k] - before.positionM[k]) / (2 * STEP_S);
        }
        // R(after) R(before)ᵀ turns by ω 2h: its skew part is [ω]× sin(2h|ω|)/|ω|
        double[] turn = new double[9];
        Matrix3.multiplyTransposed(after.rotation, before.rotation, turn);
        slope[3] = (turn[7] - turn[5]) / (4 * STEP_S);
        slope[4] = (turn[2] - turn[6]) / (4 * STEP_S);
        slope[5] = (turn[3] - turn[1]) / (4 * STEP_S);
        return slope;
    }

    private static ToolMotion at(Chain chain, double[] position, double[] speed) {
        ChainMotion motion = new ChainMotion(chain);
        motion.update(position, speed);
        ToolMotion tool = new ToolMotion(chain);
        tool.update(motion);
        return tool;
    }

    private static double[] moved(double[] position, double[] speed, double timeS) {
        double[] moved = position.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += timeS * speed[i];
        }
        return moved;
    }

    private static double[] unit(int n, int j) {
        double[] unit = new double[n];
        unit[j] = 1;
        return unit;
    }
}
