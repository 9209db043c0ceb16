package dev.creance.runtime;

import java.util.List;
import java.util.stream.Stream;

/**
 * Why the shield or the failsafe machine acted, or why it will not arm. Several may hold at once: they travel as a bit mask
 * in which bit {@code ordinal()} stands for the cause. Append only: logs hold the ordinals.
 */
public enum Cause {
    POLICY_MISSING("no action has arrived from the policy yet", "wait, or check policy.use"),
    POLICY_NON_FINITE("the policy returned NaN or infinity", "inspect the observation in the log at this tick"),
    POLICY_STALE(
            "the policy's action is older than its deadline",
            "lower loop.policy_rate or give the policy a faster core"),
    POLICY_FAILED("the inference engine failed", "see the event's text and run 'creance policy verify'"),
    SENSOR_STALE("no sensor frame within shield.limits.sensor_age", "check the link, its rate and the device"),
    SENSOR_INVALID(
            "a sensor value is not finite, out of range, implausibly fast or flagged invalid", "check the sensor"),
    SENSOR_STUCK("sensor values do not change while the device is armed", "check the sensor"),
    LINK_LOST("nothing valid arrives over the link", "check cable, port and power"),
    DEVICE_NOT_READY(
            "the device has not answered with the right schema and envelope", "check firmware version and limits"),
    DEVICE_FAULT("the device reports a fault", "see the fault bits in the log"),
    DEVICE_FAILSAFE("the device has taken over by itself", "commands expired on the way: check link and loop overruns"),
    COMMAND_BOX("the proposal leaves the command limits", "none needed: it was limited"),
    COMMAND_SLEW("the proposal changes faster than the slew limit", "none needed: it was limited"),
    ALTITUDE_CEILING("the vehicle would not stop below the ceiling", "lower the reference or raise the ceiling"),
    ALTITUDE_FLOOR("the vehicle would not stop above the floor", "raise the reference or lower the floor"),
    GEOFENCE("the vehicle would not stop inside the fence", "move the reference inwards or widen the fence"),
    TILT("the vehicle tilts beyond its limit", "check the policy's limits against shield.limits.tilt"),
    BODY_RATE("the vehicle turns faster than its limit", "check the policy's limits against shield.limits.body_rate"),
    OVERRUN("too many ticks in a row ended late", "run 'creance doctor'; lower loop.rate"),
    STOP_REQUESTED("a controlled stop was asked for", "none"),
    CUT_REQUESTED("an immediate stop was asked for", "none"),
    COMPLETED("the scenario is over", "none"),
    SHIELD_EXCEPTION("a stage of the shield threw", "report it with the log"),
    RECORD_FULL("the flight record ring is full", "use a faster disk or a larger record.ring"),
    LOST_CERTIFICATE("the state has left the set from which the backup is certified", "see the margins in the log"),
    ARMING_TIMEOUT("the device did not confirm arming", "see its fault bits"),
    CLOCK_FAULT("the tick's time went backwards or jumped", "check the host's clock source"),
    CLEARED("what held the shield back has cleared", "none"),
    GROUND("the vehicle would hit the ground on its way up", "take off more steeply and level"),
    TICK_HUNG(
            "a tick did not end within loop.hang_limit",
            "see what it called last: an inline policy (give it a thread of its own) or the link"),
    NOT_AT_REST("the machine moves or carries current", "bring it to rest before arming"),
    CURRENT("the current would leave its limit", "lower the reference or raise shield.limits.current"),
    SPEED("the shaft would turn faster than its limit", "lower the reference or raise shield.limits.speed"),
    SUPPLY_VOLTAGE("the supply's voltage leaves its limits", "check supply, brake chopper and shield.limits.supply"),
    TEMPERATURE("windings or inverter are too hot for more current", "let it cool, or lower the reference"),
    JOINT_POSITION("a joint would not stop before its limit", "move the reference inwards"),
    JOINT_VELOCITY("a joint would move faster than its limit", "slow the reference down"),
    JOINT_ACCELERATION("a joint would accelerate beyond its limit", "smooth the reference"),
    TRACKING("a joint is farther from its set point than allowed", "check for contact, load and gains"),
    WORKSPACE("the tool would not stop inside its workspace", "move the reference inwards or widen the workspace"),
    TOOL_SPEED("the tool would move faster than its limit", "slow the reference down"),
    RULE(
            "a rule of shield.rules is violated or not known to hold",
            "see which margin rule.NAME is below zero in the log"),
    SELF_COLLISION(
            "two links of the arm would come too near to each other", "move the reference, or check the spheres"),
    EFFORT("following the set points would take more effort than the drives are to give", "slow the reference down"),
    CONTACT(
            "the tool's set point would run too far ahead of the tool",
            "check for contact, or raise shield.limits.tool_lead"),
    RISK(
            "a learned critic holds the proposal for too dangerous, or cannot tell",
            "see the margin guard.NAME in the log"),
    INFEASIBLE(
            "a learned value function holds the state for one from which the limits cannot be kept, or cannot tell",
            "see the margin guard.NAME in the log"),
    OUT_OF_DISTRIBUTION(
            "state and command are unlike those that the policy was trained on, or that cannot be told",
            "see the margin guard.NAME in the log, and what is new about the situation"),
    OBSERVATION_ATTACK(
            "observations are unlike those of honest sensors, or that cannot be told",
            "compare the sensors with each other; see the margin guard.NAME in the log"),
    INCONSISTENT(
            "the sensors do not follow from what they said before and what was commanded",
            "check sensors, actuators and the machine's parameters"),
    OBSTACLE("the vehicle would not stop before an obstacle", "move the reference, or check shield.limits.obstacles");

    private final String meaning;
    private final String remedy;

    Cause(String meaning, String remedy) {
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** One clause in plain words. */
    public String meaning() {
        return meaning;
    }

    /** What a person can do about it. */
    public String remedy() {
        return remedy;
    }

    /** This cause's bit in a mask. */
    @HotPath
    public long bit() {
        return 1L << ordinal();
    }

    /** The causes whose bits are set. */
    public static List<Cause> ofBits(long bits) {
        return Stream.of(values()).filter(cause -> (bits & cause.bit()) != 0).toList();
    }
}
