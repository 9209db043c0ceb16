package dev.creance.safety.axis;

import dev.creance.runtime.HotPath;

/**
 * An axis whose actuator lags: q' = v, v' = a + w, a' = (u − a) / τ with |u| ≤ U and a disturbance |w| ≤ W, as a vehicle's height or a
 * drive's speed loop. It is cooperative: what is greater at first stays greater, so the worst disturbance is the constant one, and one
 * roll-out of braking with −U under +W is exact:
 *
 * <pre>
 * v(t) = v − (U − W) t + (a + U) τ (1 − e^(−t/τ))
 * q(t) = q + v t − (U − W) t²/2 + (a + U) τ (t − τ (1 − e^(−t/τ)))
 * </pre>
 *
 * v is concave where a > −U, so Newton's steps towards its zero from t = (v + max(0, a + U) τ) / (U − W), where it is negative, never pass
 * it; where a < −U it is convex and they begin at 0. An input is admissible if the peak after a step of it is inside; what the axis may
 * do within that step is no more than (U + W) T²/8 beyond its ends.
 *
 * <p>Both sides at once need a range of more than both braking distances; that is the owner's to see to.
 */
@HotPath
public final class LaggedAxis {
    private static final int HALVINGS = 20;
    private static final int STEPS = 20;

    private final double lower;
    private final double upper;
    private final double most;
    private final double disturbance;
    private final double lagS;
    private final double stepS;
    private final double kept;
    private final double insideStep;

    private double least;
    private double greatest;

    /**
     * What the axis is.
     *
     * @param most U, the greatest input; more than the disturbance
     * @param disturbance W
     * @param lagS τ
     */
    public record Actuator(double most, double disturbance, double lagS) {}

    public LaggedAxis(double lower, double upper, Actuator actuator, double stepS) {
        if (!(actuator.most > actuator.disturbance && actuator.disturbance >= 0 && actuator.lagS > 0)) {
            throw new IllegalArgumentException(actuator + " cannot brake against its disturbance");
        }
        this.lower = lower;
        this.upper = upper;
        this.most = actuator.most;
        this.disturbance = actuator.disturbance;
        this.lagS = actuator.lagS;
        this.stepS = stepS;
        kept = StrictMath.exp(-stepS / lagS);
        insideStep = (most + disturbance) * stepS * stepS / 8;
    }

    /** Of the last {@link #bound}; the least admissible input of this step. */
    public double least() {
        return least;
    }

    /** ... and the greatest. Where no input is admissible, both are the one that brakes. */
    public double greatest() {
        return greatest;
    }

    /** Computes the admissible inputs; acceleration is the actuator's, without disturbance. */
    public void bound(double position, double velocity, double acceleration) {
        greatest = highest(position, velocity, acceleration, upper - insideStep);
        least = -highest(-position, -velocity, -acceleration, -lower - insideStep);
        if (!(least <= greatest)) {
            double brake = velocity > 0 ? -most : most;
            least = brake;
            greatest = brake;
        }
    }

    private double highest(double q, double v, double a, double limit) {
        if (holds(q, v, a, most, limit)) {
            return most;
        }
        double low = -most;
        double high = most;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = 0.5 * (low + high);
            if (holds(q, v, a, middle, limit)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean holds(double q, double v, double a, double u, double limit) {
        double t = stepS;
        double off = (a - u) * lagS;
        double a1 = u + (a - u) * kept;
        double v1 = v + (u + disturbance) * t + off * (1 - kept);
        double q1 = q + v * t + (u + disturbance) * t * t / 2 + off * (t - lagS * (1 - kept));
        return q1 + rise(v1, a1) <= limit;
    }

    /** How far it still goes up while it brakes under the worst disturbance. */
    public double rise(double velocity, double acceleration) {
        double net = most - disturbance;
        double over = (acceleration + most) * lagS;
        double t = over > 0 ? Math.max(0, velocity + over) / net : 0;
        if (over <= 0 && velocity <= 0) {
            return 0;
        }
        for (int i = 0; i < STEPS; i++) {
            double faded = StrictMath.exp(-t / lagS);
            double v = velocity - net * t + over * (1 - faded);
            double slope = -net + over / lagS * faded;
            if (!(slope < 0)) {
                break; // still gaining speed: never where it began, but for rounding
            }
            t = Math.max(0, t - v / slope);
        }
        double passed = 1 - StrictMath.exp(-t / lagS);
        return Math.max(0, velocity * t - net * t * t / 2 + over * (t - lagS * passed));
    }
}
