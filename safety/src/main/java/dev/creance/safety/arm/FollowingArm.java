package dev.creance.safety.arm;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.dynamics.arm.MassMatrix;
import dev.creance.runtime.HotPath;

/**
 * An arm that follows its set points s by its firmware's law, as it is about a posture q_0: what turns with posture and speed stays as it
 * is there, for the time looked ahead,
 *
 * <pre>
 * M(q_0) q'' + B q' + K (q − s) = 0        B = D + the joints' viscous friction
 * </pre>
 *
 * It is advanced by steps of a diagonally implicit Runge-Kutta rule of second order, with γ = 1 − 1/√2, which damps what is too stiff for
 * the step (Alexander, SIAM J. Numer. Anal. 14(6), 1977): two solutions with the one matrix S = M + γ h B + γ² h² K. And it tells by the
 * adjoint of these steps how what came out changes with the set points.
 */
@HotPath
final class FollowingArm {
    private static final double GAMMA = 1 - Math.sqrt(0.5);

    private final int n;
    private final double[] stiffness;
    private final double[] damping;
    private final ChainMotion motion;
    private final MassMatrix inertia;
    private final double[] mass;
    private final double[] still;
    private final double[] factor;
    private final double[] solved;
    private final double[] stageVelocity;
    private final double[] costateMiddle;
    private double stepS;

    /** Of the last {@link #advance}. */
    final double[] position;

    final double[] velocity;

    /** Of {@link #back}: how what is asked for changes with the state before the step. */
    final double[] byPosition;

    final double[] byVelocity;

    FollowingArm(Chain chain, FirmwareLaw law) {
        n = chain.size();
        stiffness = law.stiffness().clone();
        damping = law.damping().clone();
        for (int i = 0; i < n; i++) {
            damping[i] += chain.joints().get(i).drivetrain().damping();
        }
        motion = new ChainMotion(chain);
        inertia = new MassMatrix(chain);
        mass = new double[n * n];
        still = new double[n];
        factor = new double[n * n];
        solved = new double[n];
        stageVelocity = new double[n];
        costateMiddle = new double[n];
        position = new double[n];
        velocity = new double[n];
        byPosition = new double[n];
        byVelocity = new double[n];
    }

    /** When the first of a step's two set points is asked for, as a share of it; the second is at its end. */
    static double first() {
        return GAMMA;
    }

    /** About a posture, for steps of so long. */
    void look(double[] posture, double stepS) {
        this.stepS = stepS;
        motion.update(posture, still);
        inertia.compute(motion, mass);
        double stage = GAMMA * stepS;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = mass[i * n + j];
                sum += i == j ? stage * (damping[i] + stage * stiffness[i]) : 0;
                for (int k = 0; k < j; k++) {
                    sum -= factor[i * n + k] * factor[j * n + k];
                }
                factor[i * n + j] = i == j ? Math.sqrt(sum) : sum / factor[j * n + j];
            }
        }
    }

    void begin(double[] joints, double[] speeds) {
        System.arraycopy(joints, 0, position, 0, n);
        System.arraycopy(speeds, 0, velocity, 0, n);
    }

    /** Another step. */
    void advance(double[] firstSetPoint, double[] lastSetPoint) {
        double stage = GAMMA * stepS;
        double rest = (1 - GAMMA) * stepS;
        accelerate(firstSetPoint);
        for (int i = 0; i < n; i++) {
            stageVelocity[i] = velocity[i] + stage * solved[i];
            velocity[i] += rest * solved[i];
            position[i] += rest * stageVelocity[i];
        }
        accelerate(lastSetPoint);
        for (int i = 0; i < n; i++) {
            velocity[i] += stage * solved[i];
            position[i] += stage * velocity[i];
        }
    }

    /** S a = K (s − q − γ h q') − B q' */
    private void accelerate(double[] setPoint) {
        double stage = GAMMA * stepS;
        for (int i = 0; i < n; i++) {
            solved[i] = stiffness[i] * (setPoint[i] - position[i] - stage * velocity[i]) - damping[i] * velocity[i];
        }
        solve();
    }

    private void solve() {
        for (int i = 0; i < n; i++) {
            double sum = solved[i];
            for (int k = 0; k < i; k++) {
                sum -= factor[i * n + k] * solved[k];
            }
            solved[i] = sum / factor[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--) {
            double sum = solved[i];
            for (int k = i + 1; k < n; k++) {
                sum -= factor[k * n + i] * solved[k];
            }
            solved[i] = sum / factor[i * n + i];
        }
    }

    /** What is asked for changes so with positions and velocities. */
    void ask(double[] ofPosition, double[] ofVelocity) {
        System.arraycopy(ofPosition, 0, byPosition, 0, n);
        System.arraycopy(ofVelocity, 0, byVelocity, 0, n);
    }

    /**
     * A step backwards: {@link #byPosition} and {@link #byVelocity} of its end become those of its beginning.
     *
     * @param byFirst takes how it changes with the first of its set points
     * @param byLast ... and with the last
     */
    void back(double[] byFirst, double[] byLast) {
        double stage = GAMMA * stepS;
        double rest = (1 - GAMMA) * stepS;
        for (int i = 0; i < n; i++) {
            byVelocity[i] += stage * byPosition[i];
            solved[i] = stage * byVelocity[i];
        }
        backThroughAcceleration(byLast);
        for (int i = 0; i < n; i++) {
            costateMiddle[i] = rest * byPosition[i];
            solved[i] = rest * byVelocity[i] + stage * costateMiddle[i];
            byVelocity[i] += costateMiddle[i];
        }
        backThroughAcceleration(byFirst);
    }

    private void backThroughAcceleration(double[] bySetPoint) {
        double stage = GAMMA * stepS;
        solve();
        for (int i = 0; i < n; i++) {
            double spring = stiffness[i] * solved[i];
            bySetPoint[i] = spring;
            byPosition[i] -= spring;
            byVelocity[i] -= stage * spring + damping[i] * solved[i];
        }
    }
}
