package dev.creance.safety.arm;

import dev.creance.safety.Margins;

/** What tests of the page need of a machine. */
public final class ArmRules {
    private ArmRules() {}

    public static Margins margins() {
        return ArmMargins.create();
    }
}
