package dev.creance.sim;

import java.util.Optional;

/** What of a plant may be changed while it runs. */
public enum Disturbance {
    /** A force on the machine, world or base axes x, y, z, N. */
    FORCE(3, 0),

    /** Of all that moves, over its own. */
    MASS(1, 1),

    /** Of what turns, over its own. */
    INERTIA(1, 1),

    /** Friction over its own. */
    FRICTION(1, 1),

    /** What each of four rotors gives, over its own. */
    THRUST(4, 1),

    /** The supply's voltage over its own. */
    SUPPLY(1, 1);

    private final int size;
    private final double neutral;

    Disturbance(int size, double neutral) {
        this.size = size;
        this.neutral = neutral;
    }

    /** What a fault changes; none for a fault of another layer. */
    static Optional<Disturbance> of(Fault.Kind kind) {
        return switch (kind) {
            case WIND_GUST -> Optional.of(FORCE);
            case PLANT_MASS -> Optional.of(MASS);
            case PLANT_INERTIA -> Optional.of(INERTIA);
            case PLANT_FRICTION -> Optional.of(FRICTION);
            case ROTOR_LOSS -> Optional.of(THRUST);
            case SUPPLY_SAG -> Optional.of(SUPPLY);
            default -> Optional.empty();
        };
    }

    /** How many values say how much. */
    public int size() {
        return size;
    }

    /** Each value where nothing is disturbed. */
    public double neutral() {
        return neutral;
    }
}
