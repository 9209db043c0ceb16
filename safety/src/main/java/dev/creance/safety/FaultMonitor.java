package dev.creance.safety;

import dev.creance.runtime.DeviceState;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.loop.OverrunReaction;

/** Turns what device, link, senses and loop say into conditions. Thresholds and hold times come from the settings. */
@HotPath
final class FaultMonitor {
    /** Fault bits that belong to the device (sensors, power, actuators); those below are the protocol's. */
    static final int OWN_FAULTS = 0xffff_0000;

    private final ShieldTiming timing;
    private final long sensorAgeNs;
    private final long resumeWindowNs;
    private final long silenceNs;
    private final long landingNs;
    private final boolean landOnDeviceFault;
    private final boolean landOnRecordFull;

    private long recordsLostAtStart;
    private long repeatingSinceNs = Long.MIN_VALUE;

    FaultMonitor(ShieldTiming timing, long sensorAgeNs, SettingsSection settings) {
        this.timing = timing;
        this.sensorAgeNs = sensorAgeNs;
        resumeWindowNs = settings.nanoseconds(SharedSetting.RESUME_WINDOW);
        silenceNs = settings.nanoseconds(SharedSetting.SILENCE_TIMEOUT);
        landingNs = settings.nanoseconds(SharedSetting.LANDING_TIMEOUT);
        landOnDeviceFault = settings.landOnDeviceFault();
        landOnRecordFull = settings.landOnRecordFull();
    }

    void check(TickInputs in, SenseGuard senses, FailsafeMachine machine, Conditions out) {
        requests(in, out);
        loop(in, machine, out);
        link(in, machine, out);
        senses(in, senses, machine, out);
        if (machine.state() == FailsafeState.LANDING && machine.dwellNs(in.nowNs) >= landingNs) {
            out.raise(Condition.LANDING_OVERDUE, machine.dwellNs(in.nowNs) * 1e-9);
        }
    }

    /** What people and scenario ask for; must work where everything else fails. */
    static void requests(TickInputs in, Conditions out) {
        if (in.stop == StopRequest.CUT) {
            out.raise(Condition.CUT, Double.NaN);
        } else if (in.stop == StopRequest.CONTROLLED) {
            out.raise(Condition.STOP, Double.NaN);
        } else if (in.stop == StopRequest.COMPLETED) {
            out.raise(Condition.OVER, Double.NaN);
        }
    }

    private void loop(TickInputs in, FailsafeMachine machine, Conditions out) {
        if (in.overrunsInARow > timing.maxOverruns()) {
            out.note(Condition.OVERRUNS.cause().bit());
            if (timing.overrun() == OverrunReaction.STOP) {
                out.raise(Condition.OVERRUNS, in.overrunsInARow);
            } else if (timing.overrun() == OverrunReaction.HOLD) {
                out.raise(Condition.TICKS_LATE, in.overrunsInARow);
            }
        }
        if (!machine.isInFlight()) {
            recordsLostAtStart = in.droppedRecords;
        } else if (in.droppedRecords > recordsLostAtStart) {
            out.note(Condition.RECORD_LOST.cause().bit());
            if (landOnRecordFull) {
                out.raise(Condition.RECORD_LOST, in.droppedRecords - recordsLostAtStart);
            }
        }
    }

    private void link(TickInputs in, FailsafeMachine machine, Conditions out) {
        long silentNs = in.device.lastReceiptNs == Long.MIN_VALUE
                ? machine.dwellNs(in.nowNs)
                : Math.max(0, in.nowNs - in.device.lastReceiptNs);
        if (in.device.linkClosed || (machine.isInFlight() && silentNs > resumeWindowNs)) {
            out.raise(Condition.LINK_GONE, silentNs * 1e-9);
        }
        boolean unheard = in.device.linkClosed || silentNs > resumeWindowNs;
        if (machine.state() == FailsafeState.DEVICE_LANDING
                && unheard
                && Math.min(silentNs, machine.dwellNs(in.nowNs)) >= silenceNs) {
            out.raise(Condition.DEVICE_SILENT, silentNs * 1e-9);
        }
    }

    private void senses(TickInputs in, SenseGuard senses, FailsafeMachine machine, Conditions out) {
        if (!machine.isInFlight()) {
            repeatingSinceNs = Long.MIN_VALUE;
            return;
        }
        if (senses.accepted()) {
            repeatingSinceNs = Long.MIN_VALUE;
        } else if (senses.isRepeating() && repeatingSinceNs == Long.MIN_VALUE) {
            repeatingSinceNs = in.nowNs;
        }
        double ageS = senses.ageNs() * 1e-9;
        if (senses.ageNs() > sensorAgeNs) {
            out.raise(Condition.SENSORS_SILENT, ageS);
        }
        if (senses.ageNs() > resumeWindowNs) {
            out.raise(Condition.SENSORS_GONE, ageS);
        }
        // Frames that come but repeat an old sample are a stuck sensor, not a silent link.
        boolean repeating = repeatingSinceNs != Long.MIN_VALUE && senses.isRepeating() && senses.ageNs() > sensorAgeNs;
        if (senses.isStuck() || repeating) {
            out.raise(Condition.SENSORS_STUCK, repeating ? ageS : senses.unchangedNs() * 1e-9);
        }
        if (senses.isFailed()) {
            out.raise(Condition.SENSORS_INVALID, ageS);
        }
    }

    /** @param atRest whether the machine was told to stop and stands */
    void device(TickInputs in, boolean atRest, FailsafeMachine machine, Conditions out) {
        DeviceState device = in.device.state;
        boolean off = FailsafeMachine.isOff(device);
        if (machine.state() == FailsafeState.DEVICE_LANDING) {
            if (off) {
                out.raise(Condition.DEVICE_DONE, Double.NaN);
            }
            return;
        }
        if (!machine.isInFlight()) {
            return;
        }
        if (off) {
            out.raise(atRest ? Condition.DEVICE_DONE : Condition.DEVICE_CUT, Double.NaN);
        } else if (device == DeviceState.DESCENDING) {
            out.raise(Condition.DEVICE_DESCENDS, Double.NaN);
        } else if (device == DeviceState.LEVELLING) {
            out.raise(Condition.DEVICE_LEVELS, Double.NaN);
        }
        int faults = in.device.faultBits;
        if (faults != 0) {
            out.note(Condition.DEVICE_FAULTY.cause().bit());
            if ((faults & OWN_FAULTS) != 0 && landOnDeviceFault) {
                out.raise(Condition.DEVICE_FAULTY, faults);
            }
        }
    }
}
