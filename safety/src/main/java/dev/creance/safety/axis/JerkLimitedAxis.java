package dev.creance.safety.axis;

import dev.creance.runtime.HotPath;

/**
 * An axis that is commanded by its jerk, held over a step: q' = v, v' = a, a' = j with |j| ≤ J and |a| ≤ A. Up to the greatest position,
 * stopping begins with −J until a = −A', stays there where that is the most, and ends with +J, v and a becoming zero together:
 *
 * <pre>
 * A' = √(J v + a²/2), at most A − J T        t_1 = (a + A') / J        t_2 = (v_1 − A'²/2J) / A'        t_3 = A' / J
 * </pre>
 *
 * Where v ≤ −a²/2J with a > 0 it will not come back, and where v ≤ a²/2J with a < 0 it stops by itself while a returns to zero: its peak
 * is where v is. What is kept back of A, J T, lets a step of −J begin at any time before A', or the acceleration stay where it is after
 * it: either brakes no less than the profile, so whoever can stop in one step can in the next, and no margin is needed. The peak is
 * monotone in the jerk of the step: the admissible ones are an interval, found by bisection. Peaks inside the step are looked at.
 *
 * <p>Both sides at once need a range of more than both stopping distances from the greatest velocity; that is the owner's to see to.
 */
@HotPath
public final class JerkLimitedAxis {
    private static final int HALVINGS = 30;

    private final Limits limits;
    private final double stepS;
    private final double braking;
    private double least;
    private double greatest;

    /**
     * What the axis keeps to, in metres or radians and seconds.
     *
     * @param lower least position
     * @param upper greatest position
     * @param velocity greatest, either way
     * @param acceleration greatest, either way
     * @param jerk greatest, either way
     */
    public record Limits(double lower, double upper, double velocity, double acceleration, double jerk) {}

    public JerkLimitedAxis(Limits limits, double stepS) {
        this.limits = limits;
        this.stepS = stepS;
        braking = limits.acceleration - limits.jerk * stepS;
        if (!(braking > 0)) {
            throw new IllegalArgumentException(limits + " reach their acceleration within a step of " + stepS + " s");
        }
    }

    /** Of the last {@link #bound}; the least admissible jerk of this step. */
    public double least() {
        return least;
    }

    /** ... and the greatest. Where no jerk is admissible, both are the one that brakes. */
    public double greatest() {
        return greatest;
    }

    /** Computes the admissible jerks. */
    public void bound(double position, double velocity, double acceleration) {
        greatest = highest(position, velocity, acceleration, limits.upper);
        least = -highest(-position, -velocity, -acceleration, -limits.lower);
        if (!(least <= greatest)) {
            double brake = velocity > 0 ? lowest(acceleration) : -lowest(-acceleration);
            least = brake;
            greatest = brake;
        }
    }

    /** The jerk that goes for a goal as fast as may be, so that it stops there, as before a limit. */
    public double towards(double position, double velocity, double acceleration, double goal) {
        return position <= goal
                ? highest(position, velocity, acceleration, goal)
                : -highest(-position, -velocity, -acceleration, -goal);
    }

    /** The jerk that takes most off the acceleration. */
    private double lowest(double acceleration) {
        return Math.max(-limits.jerk, Math.min(limits.jerk, (-limits.acceleration - acceleration) / stepS));
    }

    private double highest(double q, double v, double a, double upper) {
        double high = -lowest(-a);
        if (holds(q, v, a, high, upper)) {
            return high;
        }
        double low = lowest(a);
        for (int i = 0; i < HALVINGS; i++) {
            double middle = 0.5 * (low + high);
            if (holds(q, v, a, middle, upper)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether it can stop at {@code upper}, and does not get faster than it may, after a step of this jerk. */
    private boolean holds(double q, double v, double a, double j, double upper) {
        double t = stepS;
        double a1 = a + j * t;
        double v1 = v + a * t + j * t * t / 2;
        double q1 = q + v * t + a * t * t / 2 + j * t * t * t / 6;
        double fastest = a1 > 0 ? v1 + a1 * a1 / (2 * limits.jerk) : a > 0 ? v - a * a / (2 * j) : v1;
        return q1 + distance(v1, a1) <= upper && peak(q, v, a, j) <= upper && fastest <= limits.velocity;
    }

    /** The greatest position inside the step, where it is inside; else that of its beginning. */
    private double peak(double q, double v, double a, double j) {
        double t = turning(v, a, j);
        return t > 0 && t < stepS ? q + v * t + a * t * t / 2 + j * t * t * t / 6 : q;
    }

    /** The first time after now at which v + a t + j t²/2 falls through zero; NaN for none. */
    private static double turning(double v, double a, double j) {
        if (j == 0) {
            return a < 0 ? -v / a : Double.NaN;
        }
        // the root with falling velocity, a + j t = −√(a² − 2 j v), without cancellation
        double root = Math.sqrt(a * a - 2 * j * v);
        return a > 0 ? -(a + root) / j : 2 * v / (root - a);
    }

    /** How far it still goes up before it stops. */
    public double distance(double velocity, double acceleration) {
        double v = velocity;
        double a = Math.max(acceleration, -braking);
        double rest = a * a / (2 * limits.jerk);
        if (a > 0 ? v <= -rest : v <= 0) {
            return 0;
        }
        if (a < 0 && v <= rest) {
            double t = turning(v, a, limits.jerk);
            return v * t + a * t * t / 2 + limits.jerk * t * t * t / 6;
        }
        double deepest = Math.min(braking, Math.sqrt(limits.jerk * v + a * a / 2));
        double t1 = Math.max(0, (a + deepest) / limits.jerk);
        double x1 = v * t1 + a * t1 * t1 / 2 - limits.jerk * t1 * t1 * t1 / 6;
        double v1 = v + a * t1 - limits.jerk * t1 * t1 / 2;
        double last = deepest * deepest / (2 * limits.jerk);
        double t2 = Math.max(0, v1 - last) / deepest;
        double x2 = v1 * t2 - deepest * t2 * t2 / 2;
        double t3 = deepest / limits.jerk;
        double x3 = last * t3 - deepest * t3 * t3 / 2 + limits.jerk * t3 * t3 * t3 / 6;
        return Math.max(0, x1 + x2 + x3);
    }
}
