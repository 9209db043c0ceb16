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
    /** Faster than this on the ground is not standing. */
    private static final double STANDING_M_PER_S = 0.3;

    private static final double STANDING_RAD_PER_S = 0.5;

    private final ShieldTiming timing;
    private final Envelope envelope;
    private final long sensorAgeNs;
    private final double cosArmingTilt;
    private final long holdNs;
    private final long armingTimeoutNs;
    private final long standbyTimeoutNs;

    private long firstNs = Long.MIN_VALUE;
    private long clearSinceNs = Long.MIN_VALUE;
    private long blockers;

    ArmingChecks(ShieldTiming timing, Envelope envelope, ShieldSettings settings) {
        this.timing = timing;
        this.envelope = envelope;
        sensorAgeNs = settings.sensorAgeNs();
        cosArmingTilt = StrictMath.cos(settings.value(Setting.ARMING_TILT));
        holdNs = settings.nanoseconds(Setting.ARMING_HOLD);
        armingTimeoutNs = settings.nanoseconds(Setting.ARMING_TIMEOUT);
        standbyTimeoutNs = settings.nanoseconds(Setting.STANDBY_TIMEOUT);
    }

    long blockers() {
        return blockers;
    }

    /** Evaluates the blockers and raises what arming and standby ask for. */
    void check(TickInputs in, Stages stages, FailsafeMachine machine, Conditions out) {
        blockers = device(in) | senses(stages) | posture(stages.estimator().estimate());
        if (stages.clock().isFaulty()) {
            blockers |= Cause.CLOCK_FAULT.bit();
        }
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

    private long senses(Stages stages) {
        long bits = 0;
        if (stages.senses().ageNs() > sensorAgeNs) {
            bits |= Cause.SENSOR_STALE.bit();
        }
        if (stages.senses().isFailed()) {
            bits |= Cause.SENSOR_INVALID.bit();
        }
        return bits;
    }

    private long posture(StateEstimate estimate) {
        if (!estimate.known) {
            return Cause.SENSOR_STALE.bit();
        }
        VehicleState s = estimate.state;
        long bits = 0;
        if (!(s.upZ() >= cosArmingTilt)) {
            bits |= Cause.TILT.bit();
        }
        double speed = Math.sqrt(s.vx * s.vx + s.vy * s.vy + s.vz * s.vz);
        if (!(s.bodyRateRadPerS() <= STANDING_RAD_PER_S) || !(speed <= STANDING_M_PER_S)) {
            bits |= Cause.BODY_RATE.bit();
        }
        if (!(envelope.fence().distanceM(s.px, s.py) >= envelope.clearanceM())) {
            bits |= Cause.GEOFENCE.bit();
        }
        if (!(s.pz < envelope.ceilingM() - envelope.clearanceM())) {
            bits |= Cause.ALTITUDE_CEILING.bit();
        }
        return bits;
    }

    private Cause first() {
        return CAUSES[Long.numberOfTrailingZeros(blockers)];
    }

    private static final Cause[] CAUSES = Cause.values();
}
