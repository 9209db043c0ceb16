package dev.creance.safety;

import dev.creance.runtime.Cause;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.Directive;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.ShieldDecision;

/** Stages 10 and 11: holds the failsafe state, moves it by {@link FailsafeTable}, one transition a tick, and gives orders. */
@HotPath
final class FailsafeMachine {
    private FailsafeState state = FailsafeState.STANDBY;
    private long enteredNs = Long.MIN_VALUE;
    private Cause cause;
    private double value = Double.NaN;
    private long tick = -1;
    private long activeSinceNs = Long.MIN_VALUE;
    private long activeSinceTick = Long.MAX_VALUE;

    FailsafeState state() {
        return state;
    }

    /** Time in the present state, ns. */
    long dwellNs(long nowNs) {
        return nowNs - enteredNs;
    }

    /** Starts the clock of the first state. */
    void start(long nowNs) {
        enteredNs = nowNs;
    }

    /** First tick in which the policy was in charge; {@link Long#MAX_VALUE} before. */
    long activeSinceTick() {
        return activeSinceTick;
    }

    long activeSinceNs() {
        return activeSinceNs;
    }

    /** Nothing has been armed yet. */
    boolean isBeforeFlight() {
        return state.isBeforeFlight();
    }

    /** Commands of ours may hold the vehicle in the air. */
    boolean isInFlight() {
        return state == FailsafeState.ACTIVE || state == FailsafeState.BACKUP || state == FailsafeState.LANDING;
    }

    /** Makes the transition that the conditions ask for, if any; true where the state changed. */
    boolean step(Conditions conditions, long nowNs, long nowTick) {
        Condition condition = FailsafeTable.deciding(state, conditions.raised());
        if (condition == null) {
            return false;
        }
        state = FailsafeTable.next(state, condition);
        enteredNs = nowNs;
        tick = nowTick;
        // What continues an earlier reaction (a landing that has come down) keeps its cause.
        if (conditions.cause(condition) != null) {
            cause = conditions.cause(condition);
        }
        value = conditions.value(condition);
        if (state == FailsafeState.ACTIVE && activeSinceNs == Long.MIN_VALUE) {
            activeSinceNs = nowNs;
            activeSinceTick = nowTick;
        }
        return true;
    }

    /** What the device is ordered, until it reports it done. */
    Directive directive(DeviceState device, boolean touchedDown) {
        return switch (state) {
            case STANDBY -> device == DeviceState.ARMED ? Directive.DISARM : Directive.NONE;
            case ARMING -> device == DeviceState.ARMED ? Directive.NONE : Directive.ARM;
            case ACTIVE, BACKUP -> Directive.NONE;
            case LANDING -> touchedDown && !isOff(device) ? Directive.DISARM : Directive.NONE;
            case DEVICE_LANDING ->
                device == DeviceState.ARMED || device == DeviceState.LEVELLING ? Directive.LAND : Directive.NONE;
            case LANDED -> isOff(device) ? Directive.NONE : Directive.DISARM;
            case TERMINATED -> device == DeviceState.STOPPED ? Directive.NONE : Directive.STOP;
        };
    }

    void writeInto(ShieldDecision out) {
        out.state = state;
        out.transitionCause = cause;
        out.transitionValue = value;
        out.transitionTick = tick;
        out.activeSinceNs = activeSinceNs;
    }

    static boolean isOff(DeviceState device) {
        return device == DeviceState.DISARMED || device == DeviceState.STOPPED;
    }
}
