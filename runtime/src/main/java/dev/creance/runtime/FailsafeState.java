package dev.creance.runtime;

/** States of the failsafe machine, in order of severity from {@link #ACTIVE} on. */
public enum FailsafeState {
    /** Disarmed; arming blockers are evaluated every tick. */
    STANDBY,
    /** The device was told to arm and has not confirmed yet. */
    ARMING,
    /** The policy is in charge, under the shield. */
    ACTIVE,
    /** The backup controller is in charge and may hand back after its dwell. */
    BACKUP,
    /** The backup controller descends to land. Latched. */
    LANDING,
    /** The device descends on its own sensors. Latched. */
    DEVICE_LANDING,
    /** On the ground with actuators off. The end of a run. */
    LANDED,
    /** Actuators were cut. Absorbing. */
    TERMINATED;

    /** Nothing has been armed yet. */
    public boolean isBeforeFlight() {
        return this == STANDBY || this == ARMING;
    }

    /** The policy flies, or may fly again. */
    public boolean policyMayFly() {
        return this == ACTIVE || this == BACKUP;
    }

    /** The flight ends or has ended: the policy flies no more. */
    public boolean isEnding() {
        return compareTo(LANDING) >= 0;
    }
}
