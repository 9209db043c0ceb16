package dev.creance.dynamics.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.runtime.property.Choices;
import dev.creance.runtime.property.Property;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What the algorithms owe each other, on random chains. */
class ChainDynamicsTest {
    private static final int CHAINS = 500;

    /** A chain in some state, driven by something. */
    private static final class Scene {
        final Chain chain;
        final ChainMotion motion;
        final double[] position;
        final double[] speed;
        final double[] effort;
        final double[] wrench;

        Scene(Choices choices) {
            chain = RandomChains.chain(choices);
            int n = chain.size();
            position = RandomChains.numbers(choices, n, -3, 3);
            speed = RandomChains.numbers(choices, n, -3, 3);
            effort = RandomChains.numbers(choices, n, -20, 20);
            wrench = RandomChains.numbers(choices, 6, -10, 10);
            motion = new ChainMotion(chain);
            motion.update(position, speed);
        }

        double[] accelerations() {
            double[] acceleration = new double[chain.size()];
            new ForwardDynamics(chain).accelerations(motion, effort, wrench, acceleration);
            return acceleration;
        }
    }

    @Test
    void inverseDynamicsGiveBackTheEffortsOfForwardDynamics() {
        Property.check(CHAINS, choices -> {
            Scene scene = new Scene(choices);
            double[] effort = new double[scene.chain.size()];

            new InverseDynamics(scene.chain).efforts(scene.motion, scene.accelerations(), scene.wrench, effort);

            assertClose(effort, scene.effort, 1e-9);
        });
    }

    @Test
    void effortsAreMassTimesAccelerationPlusBiasLessTheToolsWrench() {
        Property.check(CHAINS, choices -> {
            Scene scene = new Scene(choices);
            int n = scene.chain.size();
            double[] acceleration = scene.accelerations();
            double[] mass = new double[n * n];
            new MassMatrix(scene.chain).compute(scene.motion, mass);
            double[] effort = new double[n];
            new InverseDynamics(scene.chain).bias(scene.motion, effort);
            double[] jacobianAtBase = new double[6 * n];
            Jacobian.ofPoint(scene.motion, scene.chain.tool().link(), new double[3], jacobianAtBase);
            double[] w = scene.wrench;
            Jacobian.addTransposed(jacobianAtBase, new double[] {-w[3], -w[4], -w[5], -w[0], -w[1], -w[2]}, effort);
            for (int i = 0; i < n * n; i++) {
                effort[i / n] += mass[i] * acceleration[i % n];
            }

            assertClose(effort, scene.effort, 1e-9);
        });
    }

    @Test
    void theMassMatrixIsSymmetricAndPositiveDefinite() {
        Property.check(CHAINS, choices -> {
            Scene scene = new Scene(choices);
            int n = scene.chain.size();
            double[] mass = new double[n * n];

            new MassMatrix(scene.chain).compute(scene.motion, mass);

            for (int i = 0; i < n * n; i++) {
                assertThat(mass[i]).isEqualTo(mass[i % n * n + i / n]);
            }
            assertThat(leastPivot(mass, n)).isGreaterThan(1e-5);
        });
    }

    @Test
    void halfTheMassMatrixInTheSpeedsIsTheKineticEnergy() {
        Property.check(CHAINS, choices -> {
            Scene scene = new Scene(choices);
            int n = scene.chain.size();
            double[] mass = new double[n * n];
            new MassMatrix(scene.chain).compute(scene.motion, mass);
            double energyJ = 0;
            for (int i = 0; i < n * n; i++) {
                energyJ += mass[i] * scene.speed[i / n] * scene.speed[i % n] / 2;
            }

            assertThat(new ChainEnergy(scene.chain).kineticJ(scene.motion, scene.speed))
                    .isCloseTo(energyJ, within(1e-10 * (1 + energyJ)));
        });
    }

    @Test
    void gravityIsTheBiasAtRestAndTheSlopeOfThePotential() {
        Property.check(CHAINS, choices -> {
            Scene scene = new Scene(choices);
            int n = scene.chain.size();
            double[] bias = new double[n];
            double[] gravity = new double[n];
            InverseDynamics inverse = new InverseDynamics(scene.chain);
            scene.motion.update(scene.position, new double[n]);

            inverse.bias(scene.motion, bias);
            inverse.gravity(scene.motion, gravity);

            assertClose(gravity, bias, 1e-11);
            assertClose(gravity, slopeOfPotential(scene), 1e-7);
        });
    }

    @Test
    void powerOfTheDrivesIsTheGrowthOfEnergy() {
        Property.check(CHAINS, choices -> {
            Scene scene = new Scene(choices);
            int n = scene.chain.size();
            Arrays.fill(scene.wrench, 0);
            double[] acceleration = scene.accelerations();
            double powerW = 0;
            for (int i = 0; i < n; i++) {
                powerW += scene.effort[i] * scene.speed[i];
            }

            double h = 1e-5;
            double growthW = (energyAfter(scene, acceleration, h) - energyAfter(scene, acceleration, -h)) / (2 * h);

            // the central difference is off by h² times the third derivative, and by rounding of 1000 J over h
            assertThat(growthW).isCloseTo(powerW, within(1e-4 * (100 + Math.abs(powerW))));
        });
    }

    private static double energyAfter(Scene scene, double[] acceleration, double timeS) {
        int n = scene.chain.size();
        double[] position = new double[n];
        double[] speed = new double[n];
        for (int i = 0; i < n; i++) {
            speed[i] = scene.speed[i] + timeS * acceleration[i];
            position[i] = scene.position[i] + timeS * (scene.speed[i] + timeS / 2 * acceleration[i]);
        }
        ChainMotion motion = new ChainMotion(scene.chain);
        motion.update(position, speed);
        ChainEnergy energy = new ChainEnergy(scene.chain);
        return energy.kineticJ(motion, speed) + energy.potentialJ(motion);
    }

    private static double[] slopeOfPotential(Scene scene) {
        int n = scene.chain.size();
        double h = 1e-5;
        double[] slope = new double[n];
        ChainEnergy energy = new ChainEnergy(scene.chain);
        for (int i = 0; i < n; i++) {
            double at = scene.position[i];
            scene.position[i] = at + h;
            scene.motion.update(scene.position, new double[n]);
            slope[i] = energy.potentialJ(scene.motion);
            scene.position[i] = at - h;
            scene.motion.update(scene.position, new double[n]);
            slope[i] = (slope[i] - energy.potentialJ(scene.motion)) / (2 * h);
            scene.position[i] = at;
        }
        return slope;
    }

    /** Of Gauss's elimination: all positive where, and only where, a symmetric matrix is positive definite. */
    private static double leastPivot(double[] matrix, int n) {
        double[] m = matrix.clone();
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < n; k++) {
            least = Math.min(least, m[k * n + k]);
            for (int row = k + 1; row < n; row++) {
                double factor = m[row * n + k] / m[k * n + k];
                for (int column = k; column < n; column++) {
                    m[row * n + column] -= factor * m[k * n + column];
                }
            }
        }
        return least;
    }

    private static void assertClose(double[] actual, double[] expected, double relative) {
        double scale = 1;
        for (double value : expected) {
            scale = Math.max(scale, Math.abs(value));
        }
        assertThat(actual).containsExactly(expected, within(relative * scale));
    }
}
