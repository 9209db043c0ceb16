package dev.creance.safety;

import dev.creance.runtime.Cause;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.TickInputs;

/** Everything that forbids arming, all of it at once. */
@HotPath
final class ArmingChecks {
    private final ShieldTiming timing;
    private final long holdNs;
    private final long armingTimeoutNs;
    private final long standbyTimeoutNs;

    private long firstNs = Long.MIN_VALUE;
    private long clearSinceNs = Long.MIN_VALUE;
    private long blockers;

    ArmingChecks(ShieldTiming timing, SettingsSection settings) {
        this.timing = timing;
        holdNs = settings.nanoseconds(SharedSetting.ARMING_HOLD);
        armingTimeoutNs = settings.nanoseconds(SharedSetting.ARMING_TIMEOUT);
        standbyTimeoutNs = settings.nanoseconds(SharedSetting.STANDBY_TIMEOUT);
    }

    long blockers() {
        return blockers;
    }

    /**
     * Evaluates the blockers and raises what arming and standby ask for.
     *
     * @param found what clock, senses and machine have against arming
     */
    void check(TickInputs in, long found, FailsafeMachine machine, Conditions out) {
        blockers = device(in) | found;
        if (in.overrunsInARow > timing.maxOverruns()) {
            blockers |= Cause.OVERRUN.bit();
        }
        if (in.droppedRecords > 0) {
            blockers |= Cause.RECORD_FULL.bit();
        }
        raise(in, machine, out);
    }

    private void raise(TickInputs in, FailsafeMachine machine, Conditions out) {
        if (firstNs == Long.MIN_VALUE) {
            firstNs = in.nowNs;
        }
        if (blockers != 0) {
            clearSinceNs = Long.MIN_VALUE;
            out.raise(Condition.BLOCKED, first(), Double.NaN);
        } else if (clearSinceNs == Long.MIN_VALUE) {
            clearSinceNs = in.nowNs;
        }
        if (blockers == 0 && in.nowNs - clearSinceNs >= holdNs) {
            out.raise(Condition.CLEAR_TO_ARM, (in.nowNs - clearSinceNs) * 1e-9);
        }
        if (in.nowNs - firstNs >= standbyTimeoutNs) {
            Cause cause = blockers == 0 ? Cause.ARMING_TIMEOUT : first();
            out.raise(Condition.STANDBY_OVERDUE, cause, (in.nowNs - firstNs) * 1e-9);
        }
        if (machine.state() == FailsafeState.ARMING) {
            if (in.device.state == DeviceState.ARMED) {
                out.raise(Condition.ARMED, Double.NaN);
            } else if (machine.dwellNs(in.nowNs) >= armingTimeoutNs) {
                out.raise(Condition.ARMING_OVERDUE, machine.dwellNs(in.nowNs) * 1e-9);
            }
        }
    }

    private static long device(TickInputs in) {
        long bits = 0;
        if (!in.device.ready) {
            bits |= Cause.DEVICE_NOT_READY.bit();
        }
        if (in.device.linkClosed) {
            bits |= Cause.LINK_LOST.bit();
        }
        if ((in.device.faultBits & FaultMonitor.OWN_FAULTS) != 0 || in.device.state == DeviceState.STOPPED) {
            bits |= Cause.DEVICE_FAULT.bit();
        }
        if (in.device.state == DeviceState.LEVELLING || in.device.state == DeviceState.DESCENDING) {
            bits |= Cause.DEVICE_FAILSAFE.bit();
        }
        if (in.actionStatus == PolicyStatus.FAILED) {
            bits |= Cause.POLICY_FAILED.bit();
        }
        if (in.actionStatus == PolicyStatus.NON_FINITE) {
            bits |= Cause.POLICY_NON_FINITE.bit();
        }
        return bits;
    }

    private Cause first() {
        return CAUSES[Long.numberOfTrailingZeros(blockers)];
    }

    private static final Cause[] CAUSES = Cause.values();
}
