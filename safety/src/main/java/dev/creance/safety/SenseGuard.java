package dev.creance.safety;

import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.runtime.TickInputs;

/**
 * Stage 1a: which frames may be believed. A frame must be new (sequence and sample time advance), flagged valid, finite, in
 * range, and not farther from the last good one than physics and time allow. What is not believed is as if it had not come:
 * the age of the last good sample grows. What is particular to a machine is in its {@link FrameRules}.
 */
@HotPath
final class SenseGuard {
    /** Without a frame for this long, any next one is as good as a first one. */
    private static final long FORGOTTEN_NS = 500_000_000;

    private final double[] lower;
    private final double[] upper;
    private final FrameRules rules;
    private final int required;
    private final long requiredBits;
    private final long stuckNs;
    private final long faultHoldNs;

    private final Frame good;
    private boolean anyGood;
    private long goodAtNs = Long.MIN_VALUE;
    private long changedNs;
    private long badSinceNs = Long.MIN_VALUE;
    private long seenSequence = Long.MIN_VALUE;

    /** Results of the last {@link #check}. */
    private boolean accepted;

    private boolean stuck;
    private boolean failed;
    private boolean repeating;
    private long ageNs = Long.MAX_VALUE;

    SenseGuard(Layout sensors, FrameRules rules, SettingsSection settings) {
        this.rules = rules;
        required = rules.required();
        requiredBits = required >= Long.SIZE ? -1L : (1L << required) - 1;
        lower = new double[sensors.size()];
        upper = new double[sensors.size()];
        for (int i = 0; i < sensors.size(); i++) {
            lower[i] = sensors.channels().get(i).lower();
            upper[i] = sensors.channels().get(i).upper();
        }
        stuckNs = settings.nanoseconds(SharedSetting.STUCK_TIME);
        faultHoldNs = settings.nanoseconds(SharedSetting.FAULT_HOLD);
        good = new Frame(sensors);
    }

    /**
     * Judges this tick's frame.
     *
     * @param loose whether healthy sensors must show changes
     */
    void check(TickInputs in, boolean loose) {
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
                if (!anyGood || !rules.repeats(good.values, frame.values)) {
                    changedNs = frame.sampleNs;
                }
                good.copyFrom(frame);
                anyGood = true;
                accepted = true;
                badSinceNs = Long.MIN_VALUE;
                goodAtNs = sampledAtNs(in);
            }
        }
        stuck = loose && anyGood && good.sampleNs - changedNs >= stuckNs;
        failed = badSinceNs != Long.MIN_VALUE && in.nowNs - badSinceNs >= faultHoldNs;
        ageNs = anyGood ? Math.max(0, in.nowNs - goodAtNs) : Long.MAX_VALUE;
        if (!loose) {
            changedNs = good.sampleNs;
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

    /** Sensors that are never still have repeated bit by bit for too long. */
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

    /** For how long, ns. */
    long unchangedNs() {
        return good.sampleNs - changedNs;
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
        if ((frame.validBits & requiredBits) != requiredBits) {
            return false;
        }
        for (int i = 0; i < frame.values.length; i++) {
            double value = frame.values[i];
            boolean inRange = value >= lower[i] && value <= upper[i];
            if (!inRange && (i < required || frame.isValid(i))) {
                return false;
            }
        }
        return rules.isConsistent(frame.values);
    }

    private boolean isContinuous(Frame frame) {
        if (!anyGood) {
            return true;
        }
        long sinceNs = frame.sampleNs - good.sampleNs;
        return sinceNs >= FORGOTTEN_NS || rules.follows(good.values, frame.values, Math.max(0, sinceNs) * 1e-9);
    }
}
