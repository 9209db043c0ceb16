package dev.creance.record.mcap;

import java.util.ArrayList;
import java.util.List;

/** Reads a log's data section from front to back, checks every checksum, and gathers what a summary would say. */
final class McapScan {
    private final McapFile file;
    private final long limit;
    private final RecordReader records;
    private final McapIndex index = new McapIndex();
    private final List<Extent> extents = new ArrayList<>();
    private final List<McapDamage> damages = new ArrayList<>();
    private ScannedChunk newest;
    private long keepUntil = Opcode.MAGIC_BYTES;
    private boolean ended;

    private McapScan(McapFile file, long limit) {
        this.file = file;
        this.limit = Math.min(limit, file.size());
        this.records = file.records(Opcode.MAGIC_BYTES, limit);
    }

    /** Reads the first {@code limit} bytes. */
    static McapScan of(McapFile file, long limit) {
        McapScan scan = new McapScan(file, limit);
        scan.run();
        return scan;
    }

    McapIndex index() {
        return index;
    }

    List<Extent> extents() {
        return extents;
    }

    List<McapDamage> damages() {
        return damages;
    }

    /** Whether the data section ends as it should. */
    boolean ended() {
        return ended;
    }

    /** How many bytes from the start are whole, so that a log can be resumed there. */
    long keepUntil() {
        return keepUntil;
    }

    /** The whole messages behind {@link #keepUntil}: those of a chunk that breaks off or lacks its indexes. */
    List<McapMessage> salvaged() throws McapException {
        List<McapMessage> messages = new ArrayList<>();
        if (newest != null && newest.extent().offset() >= keepUntil) {
            for (MessageView message : newest.messages()) {
                messages.add(message.copy(file));
            }
        }
        return messages;
    }

    private void run() {
        while (!ended && records.next()) {
            try {
                visit();
            } catch (McapException malformed) {
                damages.add(McapDamage.malformed(records.offset(), malformed.getMessage()));
            }
            if (!ended && (newest == null || newest.isIndexed())) {
                keepUntil = records.position();
            }
        }
        if (newest != null && newest.isIndexed()) {
            closeChunk();
        }
        if (!ended) {
            breakOff();
        }
    }

    private void visit() throws McapException {
        if (records.opcode() != Opcode.MESSAGE_INDEX) {
            closeChunk();
        }
        switch (records.opcode()) {
            case Opcode.SCHEMA -> index.add(McapRecords.schema(records.content()));
            case Opcode.CHANNEL -> index.add(McapRecords.channel(records.content()));
            case Opcode.MESSAGE -> message();
            case Opcode.CHUNK -> chunk(records.offset(), records.content(), records.position());
            case Opcode.MESSAGE_INDEX -> messageIndex();
            case Opcode.ATTACHMENT -> attachment();
            case Opcode.METADATA -> {
                String name = McapRecords.metadata(records.content()).name();
                index.metadata.add(new McapIndex.Metadata(records.offset(), records.length(), name));
            }
            case Opcode.DATA_END -> dataEnd();
            default -> {
                // the header, or a record of a later version of the format, which may be skipped
            }
        }
    }

    private void message() throws McapException {
        MessageView message = MessageView.of(records.content());
        index.countMessage(message.channelId(), message.logTimeNs());
        extents.add(new Extent(records.offset(), records.offset(), records.position(), 0));
    }

    private void chunk(long offset, ByteReader content, long end) throws McapException {
        Extent extent = Extent.ofChunk(offset, content);
        boolean whole = extent.end() <= end;
        if (!whole && end < limit) {
            throw new McapException("the content of a chunk is longer than the chunk");
        }
        newest = new ScannedChunk(file, whole ? extent : extent.cutAt(end));
        extents.add(newest.extent());
        newest.checkCrc(damages);
        newest.read(index, damages);
    }

    private void messageIndex() throws McapException {
        if (newest != null) {
            newest.readIndex(records, damages);
        }
    }

    private void closeChunk() {
        if (newest != null) {
            index.chunks.add(newest.entry());
            newest = null;
        }
    }

    private void attachment() throws McapException {
        index.attachments.add(McapRecords.attachmentEntry(records));
        long crcAt = records.position() - 4;
        long expected = file.reader(crcAt, records.position()).u32();
        long actual = expected == 0 ? 0 : file.crc(records.offset() + Opcode.PREFIX_BYTES, crcAt);
        if (actual != expected) {
            damages.add(McapDamage.wrongCrc(records.offset(), "an attachment", actual, expected));
        }
    }

    private void dataEnd() throws McapException {
        ended = true;
        long expected = records.content().u32();
        long actual = expected == 0 ? 0 : file.crc(0, records.offset());
        if (actual != expected) {
            damages.add(McapDamage.wrongCrc(records.offset(), "the data section", actual, expected));
        }
    }

    private void breakOff() {
        long at = records.position();
        String what = "the log breaks off: data end, summary and footer are missing";
        damages.add(new McapDamage(McapDamage.Kind.BREAKS_OFF, at, what));
        try {
            ByteReader rest = file.reader(at, limit);
            if (rest.remaining() > Opcode.PREFIX_BYTES && rest.u8() == Opcode.CHUNK) {
                closeChunk();
                rest.skip(8);
                chunk(at, rest, limit);
            }
        } catch (McapException headIsNotWhole) {
            damages.add(McapDamage.malformed(at, headIsNotWhole.getMessage()));
        }
    }
}
