package dev.creance.record.mcap;

import java.util.Iterator;
import java.util.Set;

/** Goes from message to message in the order of the file. What cannot be read is noted as a damage and skipped. */
public final class McapCursor {
    private final McapReader reader;
    private final Set<Integer> channelIds;
    private final Iterator<Extent> extents;
    private RecordReader records;
    private MessageView message;

    McapCursor(McapReader reader, Set<Integer> channelIds, Iterator<Extent> extents) {
        this.reader = reader;
        this.channelIds = channelIds;
        this.extents = extents;
    }

    /** False at the end of the log. */
    public boolean next() {
        while (true) {
            if (records == null) {
                if (!extents.hasNext()) {
                    return false;
                }
                records = reader.enter(extents.next());
            } else if (!records.next()) {
                reader.leave(records);
                records = null;
            } else if (records.opcode() == Opcode.MESSAGE && take()) {
                return true;
            }
        }
    }

    private boolean take() {
        try {
            message = MessageView.of(records.content());
            return channelIds.contains(message.channelId());
        } catch (McapException malformed) {
            reader.note(McapDamage.malformed(records.offset(), malformed.getMessage()));
            return false;
        }
    }

    public int channelId() {
        return message.channelId();
    }

    public long sequence() {
        return message.sequence();
    }

    public long logTimeNs() {
        return message.logTimeNs();
    }

    /** Of the message's data, from the start of the file. */
    public long dataOffset() {
        return message.dataOffset();
    }

    /** A copy of the message's data. */
    public byte[] data() throws McapException {
        return reader.copy(message).data();
    }
}
