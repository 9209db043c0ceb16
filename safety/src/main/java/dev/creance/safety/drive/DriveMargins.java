package dev.creance.safety.drive;

import dev.creance.runtime.Cause;
import dev.creance.safety.Margins;
import java.util.List;

/** The margins of a drive's certificate: their indices, and what they are. */
final class DriveMargins {
    static final int CURRENT = 0;
    static final int SPEED = 1;
    static final int SUPPLY = 2;
    static final int WINDING = 3;
    static final int INVERTER = 4;

    private DriveMargins() {}

    /** None is asked for more when the policy returns: the projection holds it at the limit anyway. */
    static Margins create() {
        List<Margins.Kind> kinds = List.of(
                new Margins.Kind("current", "A", Cause.CURRENT, 0),
                new Margins.Kind("speed", "rad/s", Cause.SPEED, 0),
                new Margins.Kind("supply", "V", Cause.SUPPLY_VOLTAGE, 0),
                new Margins.Kind("winding.temperature", "K", Cause.TEMPERATURE, 0),
                new Margins.Kind("inverter.temperature", "K", Cause.TEMPERATURE, 0));
        return new Margins(kinds, CURRENT, SUPPLY, SPEED, WINDING, INVERTER);
    }
}
