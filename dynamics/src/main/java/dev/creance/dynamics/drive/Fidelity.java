package dev.creance.dynamics.drive;

/** Which of two descriptions a drive follows where gym-electric-motor departs from the physics. */
public enum Fidelity {
    /**
     * As gym-electric-motor 3.0.2, to round-off: the voltage in the machine's own axes is held over a step; the dead time of a
     * continuous four-quadrant converter cancels; a supply's capacitor takes one Euler step, as long as the last step was.
     */
    GEM,

    /** The voltage at the terminals is held; both legs of a bridge lose their dead time; a capacitor follows its equation. */
    PHYSICAL
}
