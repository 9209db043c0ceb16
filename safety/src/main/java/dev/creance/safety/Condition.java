package dev.creance.safety;

import dev.creance.runtime.Cause;

/**
 * What the failsafe machine reacts to, in the order in which it does: the first that holds and has a row for the present state
 * decides. {@link FailsafeTable} says what follows.
 */
enum Condition {
    CUT(Cause.CUT_REQUESTED, "a cut is requested"),
    DEVICE_CUT(Cause.DEVICE_FAULT, "the device has switched its actuators off by itself in flight"),
    DEVICE_DONE(null, "the device has switched its actuators off, as it was to"),
    DEVICE_DESCENDS(Cause.DEVICE_FAILSAFE, "the device descends by itself"),
    LINK_GONE(Cause.LINK_LOST, "the link is closed, or silent for longer than resume_window"),
    SENSORS_GONE(Cause.SENSOR_STALE, "no valid sensor frame for longer than resume_window"),
    SENSORS_STUCK(
            Cause.SENSOR_STUCK,
            "sensors that are never still, or the sample time, do not change while the machine moves, for stuck_time"),
    SENSORS_INVALID(Cause.SENSOR_INVALID, "frames are invalid for fault_hold"),
    LANDING_OVERDUE(null, "a landing takes longer than landing_timeout"),
    DEVICE_SILENT(null, "a device that lands by itself has not been heard for silence_timeout"),
    STOP(Cause.STOP_REQUESTED, "a controlled stop is requested"),
    OVER(Cause.COMPLETED, "the scenario is over"),
    OVERRUNS(Cause.OVERRUN, "more than max_overruns ticks in a row ended late (overrun: stop)"),
    DEVICE_FAULTY(
            Cause.DEVICE_FAULT, "the device reports one of its own faults, bits 16 to 31 (on_device_fault: land)"),
    RECORD_LOST(Cause.RECORD_FULL, "the flight record has lost ticks (on_record_full: land)"),
    RULE_BROKEN_FOR_GOOD(Cause.RULE, "a rule with the reaction land is violated or not known to hold"),
    UNHEALED(null, "policy, clock or shield have failed for land_after, or the backup has held for longest_backup"),
    FLAPPING(null, "the backup has taken over more than backups_per_minute times within 60 s"),
    DEVICE_LEVELS(Cause.DEVICE_FAILSAFE, "the device levels by itself because commands expired"),
    TICKS_LATE(Cause.OVERRUN, "more than max_overruns ticks in a row ended late (overrun: hold)"),
    SENSORS_SILENT(Cause.SENSOR_STALE, "no valid sensor frame for longer than sensor_age"),
    SENSORS_CONTRADICT(Cause.INCONSISTENT, "sensors that show the same contradict each other while the machine moves"),
    STAGE_THREW(Cause.SHIELD_EXCEPTION, "a stage of the shield threw"),
    CLOCK_WRONG(Cause.CLOCK_FAULT, "time went backwards or jumped"),
    POLICY_FAULT(null, "there is no proposal from a healthy policy within its deadline"),
    CERTIFICATE_LOST(null, "with the proposal, a limit could no longer be kept"),
    GUARD_TRIPPED(null, "a learned guard rejects the proposal, and has no recovery that may fly"),
    RULE_BROKEN(Cause.RULE, "a rule with the reaction backup is violated or not known to hold"),
    BLOCKED(null, "something forbids arming"),
    ARMING_OVERDUE(Cause.ARMING_TIMEOUT, "the device has not armed within arming_timeout"),
    STANDBY_OVERDUE(null, "arming has been blocked for standby_timeout"),
    CLEAR_TO_ARM(Cause.CLEARED, "nothing has forbidden arming for arming_hold"),
    ARMED(Cause.CLEARED, "the device has armed"),
    HEALED(Cause.CLEARED, "policy, sensors, ticks and certificate have been good for dwell, with the return margins");

    private final Cause cause;
    private final String meaning;

    Condition(Cause cause, String meaning) {
        this.cause = cause;
        this.meaning = meaning;
    }

    /** What a transition by this condition is put down to; null where that is only known when it is raised. */
    Cause cause() {
        return cause;
    }

    String meaning() {
        return meaning;
    }

    long bit() {
        return 1L << ordinal();
    }
}
