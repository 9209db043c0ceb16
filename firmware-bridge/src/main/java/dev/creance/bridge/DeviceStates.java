package dev.creance.bridge;

import dev.creance.runtime.DeviceState;
import dev.creance.runtime.HotPath;

/** The device's states and the clockwork between them: what expires when. Figure and table stand on the protocol page. */
@HotPath
final class DeviceStates {
    private final long maxValidityNs;
    private final long resumeWindowNs;
    private DeviceState state = DeviceState.DISARMED;
    private long deadlineNs;
    private long expiredSinceNs;
    private boolean flown;

    DeviceStates(Envelope envelope) {
        maxValidityNs = envelope.maxValidityUs() * 1000L;
        resumeWindowNs = envelope.resumeWindowUs() * 1000L;
    }

    DeviceState state() {
        return state;
    }

    boolean takesCommands() {
        return state == DeviceState.ARMED || state == DeviceState.LEVELLING;
    }

    boolean actuatorsOff() {
        return state == DeviceState.DISARMED || state == DeviceState.STOPPED;
    }

    /** When the last command expired; meaningful from LEVELLING on. */
    long expiredSinceNs() {
        return expiredSinceNs;
    }

    /**
     * Moves on with time. Where commands expire before any but idle ones were taken, the device stands on the ground with its actuators
     * off: it waits as long as it would in flight, then disarms.
     */
    void advance(long nowNs) {
        if (state == DeviceState.ARMED && flown && nowNs - deadlineNs > 0) {
            expiredSinceNs = deadlineNs;
            state = DeviceState.LEVELLING;
        }
        if (state == DeviceState.ARMED && nowNs - deadlineNs > resumeWindowNs) {
            state = DeviceState.DISARMED;
        }
        if (state == DeviceState.LEVELLING && nowNs - expiredSinceNs > resumeWindowNs) {
            state = DeviceState.DESCENDING;
        }
    }

    void arm(long nowNs) {
        state = DeviceState.ARMED;
        deadlineNs = nowNs + maxValidityNs;
        flown = false;
    }

    /** A command was accepted; in LEVELLING it resumes flight. */
    void command(long nowNs, int validForUs, boolean idle) {
        state = DeviceState.ARMED;
        deadlineNs = nowNs + validForUs * 1000L;
        flown |= !idle;
    }

    void land(long nowNs) {
        if (takesCommands()) {
            expiredSinceNs = state == DeviceState.LEVELLING ? expiredSinceNs : nowNs;
            state = flown ? DeviceState.DESCENDING : DeviceState.DISARMED;
        }
    }

    /** The owner has found the vehicle at rest on the ground. */
    void landed() {
        if (state == DeviceState.DESCENDING || state == DeviceState.LEVELLING) {
            state = DeviceState.DISARMED;
        }
    }

    void disarm() {
        if (state != DeviceState.STOPPED) {
            state = DeviceState.DISARMED;
        }
    }

    void stop() {
        state = DeviceState.STOPPED;
    }

    void clearStop() {
        state = DeviceState.DISARMED;
    }
}
