package dev.creance.bridge;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.Source;
import java.util.List;

/** Judges commands: first whether one may act at all (sequences, token, deadlines), then what of it the envelope lets pass. */
@HotPath
final class CommandGate {
    private static final int SOURCES = Source.values().length;
    private static final int NO_CHANNEL = -1;

    /** Rounding that the device forgives: 2⁻¹⁶ of the change allowed plus 2⁻²⁰ of the range, for the host counts in double. */
    private static final float SLEW_TOLERANCE = 0x1p-16f;

    private static final float RANGE_TOLERANCE = 0x1p-20f;

    private final Token token = new Token();
    private final int maxValidityUs;
    private final int policyDeadlineTicks;
    private final int stalenessFrames;
    private final int maxSlewTicks;
    private final float[] min;
    private final float[] max;
    private final float[] slewPerTick;
    private final float[] previous;

    private boolean havePrevious;
    private boolean haveFrame;
    private boolean haveShield;
    private boolean havePolicy;
    private int frameSequence;
    private int shieldSequence;
    private int policySequence;

    /** Shield sequence of the first command that stood on the newest policy sequence. */
    private int policyFirstShield;

    private int ticksSincePrevious;
    private int limitedChannel = NO_CHANNEL;
    private float limitedValue;
    private float limitedTo;

    CommandGate(Envelope envelope) {
        maxValidityUs = envelope.maxValidityUs();
        policyDeadlineTicks = envelope.policyDeadlineTicks();
        stalenessFrames = envelope.sensorStalenessFrames();
        // Later than this the previous command has expired, and there is nothing left to be compared with.
        maxSlewTicks = (int) Math.min(Integer.MAX_VALUE, 1 + maxValidityUs * 1000L / envelope.tickNs());
        List<Envelope.Limit> limits = envelope.limits();
        int channels = limits.size();
        min = new float[channels];
        max = new float[channels];
        slewPerTick = new float[channels];
        previous = new float[channels];
        for (int i = 0; i < channels; i++) {
            min[i] = limits.get(i).min();
            max[i] = limits.get(i).max();
            slewPerTick[i] = (float) (limits.get(i).slewPerS() * (envelope.tickNs() * 1e-9));
        }
    }

    /** A new session: whatever was counted before is void. */
    void reset() {
        haveFrame = false;
        haveShield = false;
        havePolicy = false;
        havePrevious = false;
    }

    /** The next command follows no other: what flew in between was not a command. */
    void forgetPrevious() {
        havePrevious = false;
    }

    /** @param newestSensors sequence of the newest sensor frame the device has sent */
    Refusal check(int frame, CommandMessage command, int session, int newestSensors) {
        if (haveFrame && Protocol.distance(frameSequence, frame) <= 0) {
            return Refusal.OLD;
        }
        haveFrame = true;
        frameSequence = frame;
        if (command.source < 0 || command.source >= SOURCES) {
            return Refusal.SOURCE;
        }
        if (command.token != token.of(session, command)) {
            return Refusal.TOKEN;
        }
        if (haveShield && Protocol.distance(shieldSequence, command.shieldSequence) <= 0) {
            return Refusal.SHIELD_STUCK;
        }
        int behind = Protocol.distance(command.sensorSequence, newestSensors);
        if (behind < 0 || behind > stalenessFrames) {
            return Refusal.SENSORS_STALE;
        }
        if (fromPolicy(command.source) && policyIsLate(command)) {
            return Refusal.POLICY_LATE;
        }
        if (command.validForUs <= 0 || command.validForUs > maxValidityUs) {
            return Refusal.VALIDITY;
        }
        for (int i = 0; i < min.length; i++) {
            if (!Float.isFinite(command.values[i])) {
                return Refusal.NON_FINITE;
            }
        }
        ticksSincePrevious = haveShield ? Protocol.distance(shieldSequence, command.shieldSequence) : 1;
        haveShield = true;
        shieldSequence = command.shieldSequence;
        return Refusal.NONE;
    }

    /**
     * Judged by its advance, not by its distance from the shield's sequence: that counts decisions, this counts ticks, and a loop
     * that was late skips ticks.
     */
    private boolean policyIsLate(CommandMessage command) {
        int advance = havePolicy ? Protocol.distance(policySequence, command.policySequence) : 1;
        if (advance > 0) {
            havePolicy = true;
            policySequence = command.policySequence;
            policyFirstShield = command.shieldSequence;
        }
        return advance < 0 || Protocol.distance(policyFirstShield, command.shieldSequence) > policyDeadlineTicks;
    }

    private static boolean fromPolicy(int source) {
        return source == Source.POLICY.ordinal() || source == Source.HELD.ordinal();
    }

    /** Writes what the envelope lets pass of a command just accepted; returns the fault bits that this raises. */
    int limit(CommandMessage command, float[] out) {
        int faults = 0;
        limitedChannel = NO_CHANNEL;
        int ticks = Math.min(ticksSincePrevious, maxSlewTicks);
        for (int i = 0; i < min.length; i++) {
            float value = command.values[i] + 0f; // −0 becomes 0
            float allowed = slewPerTick[i] * ticks;
            float tolerance = allowed * SLEW_TOLERANCE + (max[i] - min[i]) * RANGE_TOLERANCE;
            if (havePrevious && Math.abs(value - previous[i]) > allowed + tolerance) {
                faults |= DeviceFaults.COMMAND_SLEW;
                float limited = value > previous[i] ? previous[i] + allowed : previous[i] - allowed;
                limited(i, value, limited);
                value = limited;
            }
            if (value < min[i] || value > max[i]) {
                faults |= DeviceFaults.COMMAND_BOX;
                float limited = value < min[i] ? min[i] : max[i];
                limited(i, value, limited);
                value = limited;
            }
            out[i] = value;
            previous[i] = value;
        }
        havePrevious = true;
        return faults;
    }

    private void limited(int channel, float value, float to) {
        limitedChannel = channel;
        limitedValue = value;
        limitedTo = to;
    }

    /** The channel that {@link #limit} changed last; −1 for none. */
    int limitedChannel() {
        return limitedChannel;
    }

    float limitedValue() {
        return limitedValue;
    }

    float limitedTo() {
        return limitedTo;
    }
}
