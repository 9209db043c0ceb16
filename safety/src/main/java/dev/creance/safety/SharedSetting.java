package dev.creance.safety;

import dev.creance.runtime.config.Dimension;

/** The numbers of those stages that all classes of machine share. */
public enum SharedSetting implements Setting {
    STUCK_TIME(
            "sense.stuck_time",
            Dimension.TIME,
            0.030,
            Range.of(0.002, 2),
            "how long a machine may move while its sensors repeat bit by bit; 30 frames at 1 kHz"),
    FAULT_HOLD(
            "sense.fault_hold",
            Dimension.TIME,
            0.050,
            Range.of(0, 2),
            "how long invalid frames are bridged before sensors count as failed; drift of 3 mm at 1 m/s2"),
    CLOCK_JUMP("sense.clock_jump", Dimension.TIME, 0.1, Range.of(0.002, 10), "greatest time between two ticks"),
    DWELL(
            "failsafe.dwell",
            Dimension.TIME,
            0.5,
            Range.of(0.01, 60),
            "how long the policy must be healthy and its certificate above the return margins before it is in charge again; a vehicle's time to brake from 1.5 m/s"),
    REENTRIES(
            "failsafe.backups_per_minute",
            Dimension.RATIO,
            6,
            Range.of(1, 1000),
            "how often within 60 s the backup may take over before it lands"),
    LAND_AFTER(
            "failsafe.land_after",
            Dimension.TIME,
            1,
            Range.of(0.01, 60),
            "how long the policy, the clock or a stage of the shield may fail before the backup lands"),
    LONGEST_BACKUP(
            "failsafe.longest_backup",
            Dimension.TIME,
            10,
            Range.of(0.1, 600),
            "how long the backup may hold before it lands"),
    FIRST_ACTION(
            "failsafe.first_action",
            Dimension.TIME,
            0.5,
            Range.of(0.001, 10),
            "how long the first action may take, on the ground"),
    ARMING_HOLD(
            "failsafe.arming_hold",
            Dimension.TIME,
            0.2,
            Range.of(0, 10),
            "how long nothing may forbid arming before it is done"),
    ARMING_TIMEOUT(
            "failsafe.arming_timeout", Dimension.TIME, 3, Range.of(0.01, 60), "how long the device may take to arm"),
    STANDBY_TIMEOUT(
            "failsafe.standby_timeout",
            Dimension.TIME,
            10,
            Range.of(0.1, 86_400),
            "how long arming may be blocked before the run ends"),
    RESUME_WINDOW(
            "failsafe.resume_window",
            Dimension.TIME,
            0.5,
            Range.of(0.01, 10),
            "how long sensors or link may be silent in flight before the device is told to land, and how long the device itself waits for that; bridges a link cut of 300 ms"),
    SILENCE_TIMEOUT(
            "failsafe.silence_timeout",
            Dimension.TIME,
            15,
            Range.of(0.1, 600),
            "how long a run waits for a device that lands by itself and is not heard; 2.5 m at 0.3 m/s, with reserve"),
    LANDING_TIMEOUT(
            "failsafe.landing_timeout",
            Dimension.TIME,
            60,
            Range.of(1, 3600),
            "how long a landing may take before the device does it");

    private final String path;
    private final Dimension dimension;
    private final double standard;
    private final Range range;
    private final String meaning;

    SharedSetting(String path, Dimension dimension, double standard, Range range, String meaning) {
        this.path = path;
        this.dimension = dimension;
        this.standard = standard;
        this.range = range;
        this.meaning = meaning;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Dimension dimension() {
        return dimension;
    }

    @Override
    public double standard() {
        return standard;
    }

    @Override
    public Range range() {
        return range;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
