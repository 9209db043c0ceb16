package dev.creance.safety;

import dev.creance.runtime.Cause;
import dev.creance.runtime.Channel;
import dev.creance.runtime.HotPath;
import java.util.List;

/** How far a predicted flight stays inside the envelope; below zero it would not. A mutable holder. */
@HotPath
final class Margins {
    static final int CEILING = 0;
    static final int FLOOR = 1;
    static final int FENCE = 2;
    static final int TILT = 3;
    static final int BODY_RATE = 4;

    static final int GROUND = 5;

    /** The margins above are the certificate's; those below come from other guards. */
    static final int CERTIFIED = 6;

    static final int SENSOR_AGE = 6;
    static final int ACTION_AGE = 7;
    static final int COUNT = 8;

    private static final Cause[] CAUSES = {
        Cause.ALTITUDE_CEILING, Cause.ALTITUDE_FLOOR, Cause.GEOFENCE, Cause.TILT, Cause.BODY_RATE, Cause.GROUND
    };

    final double[] values = new double[COUNT];

    static List<Channel> channels() {
        return List.of(
                Channel.unbounded("altitude.ceiling", "m"),
                Channel.unbounded("altitude.floor", "m"),
                Channel.unbounded("geofence", "m"),
                Channel.unbounded("tilt", "rad"),
                Channel.unbounded("body_rate", "rad/s"),
                Channel.unbounded("ground", "m/s"),
                Channel.unbounded("sensor_age", "s"),
                Channel.unbounded("action_age", "s"));
    }

    static Cause cause(int margin) {
        return CAUSES[margin];
    }

    void clear() {
        for (int i = 0; i < COUNT; i++) {
            values[i] = Double.NaN;
        }
    }

    void lower(int margin, double value) {
        // Written so that NaN lowers: a margin that cannot be computed must not look like one that holds.
        if (!(values[margin] <= value)) {
            values[margin] = value;
        }
    }

    /** Whether the margin is known and below a bound, or is NaN. */
    boolean isBelow(int margin, double bound) {
        return !(values[margin] >= bound);
    }

    /** Whether a certified margin is not known to hold. */
    boolean anyBelowZero() {
        for (int i = 0; i < CERTIFIED; i++) {
            if (isBelow(i, 0)) {
                return true;
            }
        }
        return false;
    }

    /** Writes the margins; one that does not apply comes out as NaN. */
    void writeInto(double[] out) {
        for (int i = 0; i < COUNT; i++) {
            out[i] = Double.isInfinite(values[i]) ? Double.NaN : values[i];
        }
    }
}
