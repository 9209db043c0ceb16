package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;

/** The SI units of what joints do, turning or sliding. */
final class JointUnits {
    private JointUnits() {}

    static void require(ConfigNode unit, Term.Quantity quantity) {
        switch (quantity) {
            case POSITION -> unit.choice("rad", "m");
            case VELOCITY -> unit.choice("rad/s", "m/s");
            case EFFORT -> unit.choice("Nm", "N");
        }
    }
}
