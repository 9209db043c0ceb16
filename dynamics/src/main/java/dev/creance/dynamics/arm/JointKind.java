package dev.creance.dynamics.arm;

/** How a joint moves; one degree of freedom each. */
public enum JointKind {
    /** Turns about its axis; position in rad, effort in Nm. */
    REVOLUTE("rad", "Nm"),

    /** Slides along its axis; position in m, effort in N. */
    PRISMATIC("m", "N");

    private final String unit;
    private final String effortUnit;

    JointKind(String unit, String effortUnit) {
        this.unit = unit;
        this.effortUnit = effortUnit;
    }

    public String unit() {
        return unit;
    }

    public String effortUnit() {
        return effortUnit;
    }
}
