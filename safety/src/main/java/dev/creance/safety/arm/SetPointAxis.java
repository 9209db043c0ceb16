package dev.creance.safety.arm;

import dev.creance.runtime.HotPath;

/**
 * The set points of one joint, one each tick, as a sampled double integrator whose way to rest is exact. With x the displacement of a
 * tick, a what a displacement may change by, and b = a less the grain of the wire, the backup goes on with x − b, x − 2b, … and then
 * stays. From q it comes to rest within D of q if
 *
 * <pre>
 * x + Σ_{j≥1} max(x − j b, 0) ≤ D      ⇔      x ≤ X(D) = (D + b n (n + 1) / 2) / (n + 1),   n = ⌊(√(1 + 8 D / b) − 1) / 2⌋
 * </pre>
 *
 * for the sum is piecewise linear in x with its corners at x = n b, where it is b n (n + 1) / 2. So the set {x ≤ X(D)} is left by
 * nobody who brakes: after such a displacement, x − b ≤ X(D − x). Between two set points the joint's firmware holds the last one.
 */
@HotPath
final class SetPointAxis {
    private final double lower;
    private final double upper;
    private final double most;
    private final double change;
    private final double braking;

    /** Null where it does not matter. */
    private SetPointJerk jerk;

    /** Written by {@link #bound}. */
    double least;

    double greatest;

    /** Which of the limits are those two, in the order of {@link Limit}. */
    Limit leastBy = Limit.POSITION;

    Limit greatestBy = Limit.POSITION;

    enum Limit {
        POSITION,
        VELOCITY,
        ACCELERATION,
        JERK
    }

    /** What it may do: positions, the greatest displacement in a tick, and the greatest change of that. */
    record Range(double lower, double upper, double most, double change) {}

    /**
     * @param lower least set point
     * @param upper greatest set point
     * @param velocity greatest speed
     * @param acceleration greatest change of it
     */
    SetPointAxis(double lower, double upper, double velocity, double acceleration, double tickS) {
        this.lower = lower;
        this.upper = upper;
        double grain = grain(lower, upper);
        most = velocity * tickS - 2 * grain;
        change = acceleration * tickS * tickS;
        braking = change - 2 * grain;
    }

    /** The same with a limit of the jerk for whoever is followed; the backup knows none. */
    SetPointAxis smoothed(double jerkPerS3, double tickS) {
        jerk = new SetPointJerk(new Range(lower, upper, most, change), jerkPerS3, tickS);
        return this;
    }

    /** Distance of two neighbouring 32-bit floats at the farthest set point, twice: what a device may see two of them differ by. */
    static double grain(double lower, double upper) {
        return 2 * Math.ulp((float) Math.max(1, Math.max(Math.abs(lower), Math.abs(upper))));
    }

    /** What the backup takes off a displacement in a tick. */
    double braking() {
        return braking;
    }

    double most() {
        return most;
    }

    double change() {
        return change;
    }

    double lower() {
        return lower;
    }

    double upper() {
        return upper;
    }

    /** The interval of admissible displacements from a set point that the displacement {@code last} led to. */
    void bound(double position, double last) {
        double up = farthest(upper - position);
        double down = -farthest(position - lower);
        greatest = last + change;
        greatestBy = Limit.ACCELERATION;
        if (most < greatest) {
            greatest = most;
            greatestBy = Limit.VELOCITY;
        }
        if (up < greatest) {
            greatest = up;
            greatestBy = Limit.POSITION;
        }
        least = last - change;
        leastBy = Limit.ACCELERATION;
        if (-most > least) {
            least = -most;
            leastBy = Limit.VELOCITY;
        }
        if (down > least) {
            least = down;
            leastBy = Limit.POSITION;
        }
        if (!(least <= greatest)) {
            // Only where the start was not viable: brake.
            least = brake(last);
            greatest = least;
        }
    }

    /**
     * The same with the limit of the jerk, where there is one: those of position, velocity and acceleration come first.
     *
     * @param changed what {@code last} had changed by
     */
    void bound(double position, double last, double changed) {
        bound(position, last);
        if (jerk == null) {
            return;
        }
        jerk.look(position, last, changed);
        double low = jerk.least();
        double high = jerk.greatest();
        if (high < greatest) {
            greatest = Math.max(least, high);
            greatestBy = Limit.JERK;
        }
        if (low > least) {
            least = Math.min(greatest, low);
            leastBy = Limit.JERK;
        }
    }

    /** After {@link #bound}: the displacement with which it comes to a goal, and stops there. */
    double approach(double displacement, double position) {
        return jerk == null
                ? Math.signum(displacement) * farthest(Math.abs(displacement))
                : jerk.approach(position + displacement);
    }

    /** A goal so near may be gone to at once. */
    double near() {
        return jerk == null ? change : jerk.step();
    }

    /** X(D), the greatest displacement after which the backup comes to rest within a distance; the way back where that is negative. */
    double farthest(double distance) {
        if (!(distance > 0)) {
            return distance;
        }
        double n = Math.floor((Math.sqrt(1 + 8 * distance / braking) - 1) / 2);
        return (distance + braking * n * (n + 1) / 2) / (n + 1);
    }

    /** The displacement with which the backup goes on. */
    double brake(double last) {
        return last > braking ? last - braking : last < -braking ? last + braking : 0;
    }

    /** How far the backup goes in so many ticks, the first of them with {@code brake(last)}. */
    double way(double last, double ticks) {
        double speed = Math.abs(last);
        double moving = Math.min(ticks, Math.floor(speed / braking));
        double way = moving * speed - braking * moving * (moving + 1) / 2;
        return last < 0 ? -way : way;
    }

    /** The displacement of the backup's so many-th tick. */
    double displacement(double last, double tick) {
        double left = Math.max(0, Math.abs(last) - tick * braking);
        return last < 0 ? -left : left;
    }

    /** So many ticks does the backup take to come to rest. */
    double ticks(double last) {
        return Math.floor(Math.abs(last) / braking);
    }
}
