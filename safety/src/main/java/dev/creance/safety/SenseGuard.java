package dev.creance.safety;

import static dev.creance.dynamics.quadrotor.QuadrotorChannels.GYRO;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.POSITION;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.ROTOR;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.VELOCITY;

import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.runtime.TickInputs;

/**
 * Stage 1a: which frames may be believed. A frame must be new (sequence and sample time advance), flagged valid, finite, in
 * range, and not farther from the last good one than physics and time allow. What is not believed is as if it had not come:
 * the age of the last good sample grows. Rotor states and battery may be missing; everything else may not.
 */
@HotPath
final class SenseGuard {
    private static final int REQUIRED = ROTOR;
    private static final long REQUIRED_BITS = (1L << REQUIRED) - 1;

    /** Gyro and accelerometer stand side by side. */
    private static final int INERTIAL = GYRO;

    private static final int INERTIAL_CHANNELS = 6;

    /** Without a frame for this long, any next one is as good as a first one. */
    private static final long FORGOTTEN_NS = 500_000_000;

    private final double[] lower;
    private final double[] upper;
    private final Continuity continuity;
    private final long stuckNs;
    private final long faultHoldNs;

    private final Frame good;
    private boolean anyGood;
    private long goodAtNs = Long.MIN_VALUE;
    private long inertialChangedNs;
    private long badSinceNs = Long.MIN_VALUE;
    private long seenSequence = Long.MIN_VALUE;

    /** Results of the last {@link #check}. */
    private boolean accepted;

    private boolean stuck;
    private boolean failed;
    private boolean repeating;
    private long ageNs = Long.MAX_VALUE;

    SenseGuard(Layout sensors, ShieldSettings settings) {
        lower = new double[sensors.size()];
        upper = new double[sensors.size()];
        for (int i = 0; i < sensors.size(); i++) {
            lower[i] = sensors.channels().get(i).lower();
            upper[i] = sensors.channels().get(i).upper();
        }
        continuity = new Continuity(settings);
        stuckNs = settings.nanoseconds(Setting.STUCK_TIME);
        faultHoldNs = settings.nanoseconds(Setting.FAULT_HOLD);
        good = new Frame(sensors);
    }

    /**
     * Judges this tick's frame.
     *
     * @param airborne whether a healthy accelerometer must show changes
     */
    void check(TickInputs in, boolean airborne) {
        accepted = false;
        repeating = false;
        Frame frame = in.sensors;
        if (in.sensorFresh) {
            boolean advances = !anyGood || (frame.sampleNs > good.sampleNs && frame.sequence != seenSequence);
            repeating = !advances;
            seenSequence = frame.sequence;
            boolean believable = isComplete(frame) && isContinuous(frame);
            if (!believable && badSinceNs == Long.MIN_VALUE) {
                badSinceNs = in.nowNs;
            }
            if (advances && believable) {
                watchInertial(frame);
                good.copyFrom(frame);
                anyGood = true;
                accepted = true;
                badSinceNs = Long.MIN_VALUE;
                goodAtNs = sampledAtNs(in);
            }
        }
        stuck = airborne && anyGood && good.sampleNs - inertialChangedNs >= stuckNs;
        failed = badSinceNs != Long.MIN_VALUE && in.nowNs - badSinceNs >= faultHoldNs;
        ageNs = anyGood ? Math.max(0, in.nowNs - goodAtNs) : Long.MAX_VALUE;
        if (!airborne) {
            inertialChangedNs = good.sampleNs;
        }
    }

    /** The stage failed: what there is, is at least this old. */
    void skip(long sinceNs) {
        accepted = false;
        ageNs = Math.max(ageNs, sinceNs);
    }

    boolean accepted() {
        return accepted;
    }

    /** Age of the newest good sample; {@link Long#MAX_VALUE} before the first. */
    long ageNs() {
        return ageNs;
    }

    /** When the newest good sample was taken, on our clock. */
    long sampledAtNs() {
        return goodAtNs;
    }

    /** Gyro and accelerometer have repeated bit by bit for too long. */
    boolean isStuck() {
        return stuck;
    }

    /** Invalid frames have come for longer than they are bridged. */
    boolean isFailed() {
        return failed;
    }

    /** This tick's frame is one that has been seen: its sample time did not advance. */
    boolean isRepeating() {
        return repeating;
    }

    /** How long gyro and accelerometer have not changed, ns. */
    long unchangedNs() {
        return good.sampleNs - inertialChangedNs;
    }

    /** When the sample was taken on our clock, where clocks are synchronised; else when it was received. */
    private static long sampledAtNs(TickInputs in) {
        Frame frame = in.sensors;
        long received = Math.min(frame.receiptNs, in.nowNs);
        if (in.device.roundTripNs <= 0) {
            return received;
        }
        long sampled = frame.sampleNs + in.device.clockOffsetNs;
        return sampled <= received && received - sampled < FORGOTTEN_NS ? sampled : received;
    }

    private boolean isComplete(Frame frame) {
        if ((frame.validBits & REQUIRED_BITS) != REQUIRED_BITS) {
            return false;
        }
        for (int i = 0; i < frame.values.length; i++) {
            double value = frame.values[i];
            boolean inRange = value >= lower[i] && value <= upper[i];
            if (!inRange && (i < REQUIRED || frame.isValid(i))) {
                return false;
            }
        }
        return continuity.isUnit(frame.values);
    }

    private boolean isContinuous(Frame frame) {
        if (!anyGood) {
            return true;
        }
        long sinceNs = frame.sampleNs - good.sampleNs;
        return sinceNs >= FORGOTTEN_NS || continuity.holds(good.values, frame.values, Math.max(0, sinceNs) * 1e-9);
    }

    /**
     * Real gyros and accelerometers are never still. A simulated flight that is exactly symmetric may be, but then its gyro
     * reads exactly zero and it moves, or it is not flying.
     */
    private void watchInertial(Frame frame) {
        boolean same = anyGood && repeats(frame, INERTIAL, INERTIAL_CHANNELS);
        if (same && isZero(frame, GYRO, 3)) {
            same = repeats(frame, POSITION, 3) && repeats(frame, VELOCITY, 3);
        }
        if (!same) {
            inertialChangedNs = frame.sampleNs;
        }
    }

    private boolean repeats(Frame frame, int first, int count) {
        for (int i = first; i < first + count; i++) {
            if (Double.doubleToRawLongBits(frame.values[i]) != Double.doubleToRawLongBits(good.values[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(Frame frame, int first, int count) {
        for (int i = first; i < first + count; i++) {
            if (frame.values[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
