package dev.creance.runtime.flight;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.TickRecord;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The fixed-size binary form of a {@link TickRecord}: little-endian, every field at an offset that depends on the schema
 * alone, so that {@code decode(encode(x))} equals x bit for bit, NaN payloads included. Allocates nothing; one codec may
 * serve several threads.
 *
 * <pre>{@code
 * TickRecordCodec codec = new TickRecordCodec(schema);
 * byte[] bytes = new byte[codec.size()];
 * codec.encode(record, MemorySegment.ofArray(bytes), 0);
 * }</pre>
 */
public final class TickRecordCodec {
    /** Changes with the encoding; readers refuse another one. */
    public static final int VERSION = 3;

    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final long reference;
    private final long proposal;
    private final long command;
    private final long margins;
    private final long action;
    private final long observation;
    private final long candidateProposal;
    private final long setpoints;
    private final long candidateAction;
    private final int size;

    public TickRecordCodec(RecordSchema schema) {
        reference = TickScalars.SIZE + 8L * schema.sensors().size();
        proposal = reference + 8L * schema.reference().size();
        command = proposal + 8L * schema.commands().size();
        margins = command + 8L * schema.commands().size();
        candidateProposal = margins + 8L * schema.margins().size();
        setpoints = candidateProposal + 8L * schema.candidateCommands();
        action = setpoints + 8L * schema.setpoints().size();
        observation = action + 4L * schema.actionSize();
        candidateAction = observation + 4L * schema.observationSize();
        long end = candidateAction + 4L * schema.candidateActionSize();
        size = Math.toIntExact(end + 7 & -8);
    }

    /** Bytes of one record, a multiple of 8. */
    public int size() {
        return size;
    }

    /** Writes {@link #size} bytes at {@code base}. */
    @HotPath
    public void encode(TickRecord record, MemorySegment out, long base) {
        TickScalars.encode(record, out, base);
        encodeArrays(record, out, base);
    }

    /** Reads {@link #size} bytes at {@code base}; every field of the record is overwritten. */
    @HotPath
    public void decode(MemorySegment from, long base, TickRecord recordOut) {
        TickScalars.decode(from, base, recordOut);
        decodeArrays(from, base, recordOut);
    }

    private void encodeArrays(TickRecord record, MemorySegment out, long base) {
        TickOutputs decided = record.out;
        copyOut(record.in.sensors.values, out, base + TickScalars.SIZE);
        copyOut(decided.reference.values, out, base + reference);
        copyOut(decided.proposal, out, base + proposal);
        copyOut(decided.decision.command, out, base + command);
        copyOut(decided.decision.margins, out, base + margins);
        copyOut(record.in.action, out, base + action);
        copyOut(decided.observation, out, base + observation);
        copyOut(decided.candidateProposal, out, base + candidateProposal);
        copyOut(record.in.setpoints.values, out, base + setpoints);
        copyOut(record.in.candidate.action, out, base + candidateAction);
    }

    private void decodeArrays(MemorySegment from, long base, TickRecord recordOut) {
        TickOutputs decided = recordOut.out;
        copyIn(from, base + TickScalars.SIZE, recordOut.in.sensors.values);
        copyIn(from, base + reference, decided.reference.values);
        copyIn(from, base + proposal, decided.proposal);
        copyIn(from, base + command, decided.decision.command);
        copyIn(from, base + margins, decided.decision.margins);
        copyIn(from, base + action, recordOut.in.action);
        copyIn(from, base + observation, decided.observation);
        copyIn(from, base + candidateProposal, decided.candidateProposal);
        copyIn(from, base + setpoints, recordOut.in.setpoints.values);
        copyIn(from, base + candidateAction, recordOut.in.candidate.action);
    }

    // Bulk copies move bytes, never values: the payload of a NaN survives.
    private static void copyOut(double[] values, MemorySegment out, long offset) {
        MemorySegment.copy(values, 0, out, DOUBLE, offset, values.length);
    }

    private static void copyOut(float[] values, MemorySegment out, long offset) {
        MemorySegment.copy(values, 0, out, FLOAT, offset, values.length);
    }

    private static void copyIn(MemorySegment from, long offset, double[] valuesOut) {
        MemorySegment.copy(from, DOUBLE, offset, valuesOut, 0, valuesOut.length);
    }

    private static void copyIn(MemorySegment from, long offset, float[] valuesOut) {
        MemorySegment.copy(from, FLOAT, offset, valuesOut, 0, valuesOut.length);
    }
}
