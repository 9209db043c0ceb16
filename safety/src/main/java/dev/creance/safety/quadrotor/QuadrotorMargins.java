package dev.creance.safety.quadrotor;

import dev.creance.runtime.Cause;
import dev.creance.safety.Margins;
import java.util.ArrayList;
import java.util.List;

/** The margins of a quadrotor's certificate: their indices, and what they are. */
final class QuadrotorMargins {
    static final int CEILING = 0;
    static final int FLOOR = 1;
    static final int FENCE = 2;
    static final int TILT = 3;
    static final int BODY_RATE = 4;
    static final int GROUND = 5;

    /** Where there are obstacles. */
    static final int OBSTACLE = 6;

    private QuadrotorMargins() {}

    static Margins of(QuadrotorShieldSettings settings) {
        double distance = settings.value(QuadrotorSetting.RETURN_DISTANCE);
        List<Margins.Kind> kinds = new ArrayList<>(List.of(
                new Margins.Kind("altitude.ceiling", "m", Cause.ALTITUDE_CEILING, distance),
                new Margins.Kind("altitude.floor", "m", Cause.ALTITUDE_FLOOR, distance),
                new Margins.Kind("geofence", "m", Cause.GEOFENCE, distance),
                new Margins.Kind("tilt", "rad", Cause.TILT, settings.value(QuadrotorSetting.RETURN_TILT)),
                new Margins.Kind("body_rate", "rad/s", Cause.BODY_RATE, settings.value(QuadrotorSetting.RETURN_RATE)),
                new Margins.Kind("ground", "m/s", Cause.GROUND, 0)));
        // Attitude first: where it is lost, the others follow.
        if (settings.obstacles().count() == 0) {
            return new Margins(kinds, TILT, BODY_RATE, FENCE, CEILING, FLOOR, GROUND);
        }
        kinds.add(new Margins.Kind("obstacle", "m", Cause.OBSTACLE, distance));
        return new Margins(kinds, TILT, BODY_RATE, OBSTACLE, FENCE, CEILING, FLOOR, GROUND);
    }
}
