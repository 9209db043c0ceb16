package dev.creance.safety.drive;

import dev.creance.safety.Margins;

/** What tests of the page need of a machine. */
public final class DriveRules {
    private DriveRules() {}

    public static Margins margins() {
        return DriveMargins.create();
    }
}
