package dev.creance.safety.arm;

import dev.creance.runtime.HotPath;
import dev.creance.safety.axis.JerkLimitedAxis;

/**
 * What the limit of a joint's jerk leaves of its displacements while the policy is followed. Set points q_k with displacements x and
 * their changes c are samples of an axis whose jerk is held over a tick:
 *
 * <pre>
 * q = q_k − x + c/6      v = (x − c/2) / T      a = c / T²      j = (c⁺ − c) / T³      ⇒      q_k = q⁺ − a⁺ T²/6
 * </pre>
 *
 * for q⁺ = q + v T + a T²/2 + j T³/6 and so on say just that q_k + x⁺ is the next set point. So whoever keeps to {@link JerkLimitedAxis} stops inside the
 * joint's limits without ever exceeding the jerk. Set points are rounded to floats, which costs it up to four grains a tick; the axis
 * is kept so far inside that its limits stand that.
 *
 * <p>It is for smoothness: the limits themselves rest on {@link SetPointAxis}, whose backup brakes as hard as the acceleration allows
 * and knows no jerk, as an emergency stop does not.
 */
@HotPath
final class SetPointJerk {
    /** So many changes of displacement inside the limits of position. */
    private static final double INSET = 4;

    private final JerkLimitedAxis axis;
    private final double tickS;
    private final double step;
    private final double lower;
    private final double upper;
    private double position;
    private double velocity;
    private double acceleration;
    private double moved;

    /** @param perS3 greatest jerk */
    SetPointJerk(SetPointAxis.Range range, double perS3, double tickS) {
        this.tickS = tickS;
        lower = range.lower() + INSET * range.change();
        upper = range.upper() - INSET * range.change();
        double grain = SetPointAxis.grain(range.lower(), range.upper());
        step = perS3 * tickS * tickS * tickS;
        axis = new JerkLimitedAxis(
                new JerkLimitedAxis.Limits(
                        lower,
                        upper,
                        (range.most() - range.change()) / tickS,
                        (range.change() - 2 * grain) / (tickS * tickS),
                        perS3),
                tickS);
    }

    /** What a displacement's change may change by in a tick. */
    double step() {
        return step;
    }

    /** Takes up where the set points are. */
    void look(double setPoint, double last, double changed) {
        position = setPoint - last + changed / 6;
        velocity = (last - changed / 2) / tickS;
        acceleration = changed / (tickS * tickS);
        moved = last + changed;
        axis.bound(position, velocity, acceleration);
    }

    /** Of the last {@link #look}. */
    double least() {
        return displacement(axis.least());
    }

    double greatest() {
        return displacement(axis.greatest());
    }

    /** The displacement with which it comes to a goal as fast as may be, and stops there. */
    double approach(double goal) {
        double within = goal > lower ? goal < upper ? goal : upper : lower;
        return displacement(axis.towards(position, velocity, acceleration, within));
    }

    private double displacement(double jerk) {
        return moved + jerk * tickS * tickS * tickS;
    }
}
