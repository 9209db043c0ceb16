package dev.creance.record;

import dev.creance.record.mcap.ByteBuilder;
import dev.creance.record.mcap.McapAttachment;
import dev.creance.record.mcap.McapChannel;
import dev.creance.record.mcap.McapException;
import dev.creance.record.mcap.McapMessage;
import dev.creance.record.mcap.McapMetadata;
import dev.creance.record.mcap.McapOutput;
import dev.creance.record.mcap.McapReader;
import dev.creance.record.mcap.McapSchema;
import dev.creance.record.mcap.McapWriter;
import dev.creance.runtime.TickRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** One file of a log, being written. It stands alone: with its own header, schemas and a key tick at its start. */
final class LogPart {
    static final String TICK = "/tick";
    static final String EVENTS = "/events";
    static final String POSE = "/pose";
    static final String RATINGS = "/ratings";
    static final String CANDIDATE_RATINGS = "/candidate_ratings";

    /** No version that changes with each build: equal runs give equal bytes. */
    private static final String LIBRARY = "creance log 1";

    private final McapWriter writer;
    private final TickCodec codec;
    private final int tickChannel;
    private final int eventsChannel;
    private final int poseChannel;
    private final ByteBuilder bytes = new ByteBuilder(2048);

    /** Those that a log has only where somebody writes to them: their numbers. */
    private final Map<String, Integer> ratingChannels = new HashMap<>();

    private long events;
    private long poses;

    private LogPart(McapWriter writer, TickCodec codec, int tick, int events, int pose) {
        this.writer = writer;
        this.codec = codec;
        this.tickChannel = tick;
        this.eventsChannel = events;
        this.poseChannel = pose;
    }

    /**
     * Starts a file.
     *
     * @param part counts the files of a log from 0 on
     */
    static LogPart create(McapOutput output, LogHeader header, int part) throws IOException {
        McapWriter writer = McapWriter.create(output, McapWriter.Limits.DEFAULT, LIBRARY);
        writer.metadata(LogMetadata.describe(header, part));
        writer.metadata(new McapMetadata(LogMetadata.RUN, header.schema().metadata()));
        for (McapAttachment attachment : header.attachments()) {
            writer.attachment(attachment);
        }
        TickCodec codec = new TickCodec(header.schema(), !header.lockstep());
        McapChannel tick = writer.addChannel(
                writer.addSchema(codec.messageName(), "protobuf", codec.schema()), TICK, "protobuf", Map.of());
        McapChannel events = writer.addChannel(
                writer.addSchema(JsonMessages.LOG, "jsonschema", JsonMessages.schema(JsonMessages.LOG)),
                EVENTS,
                "json",
                Map.of());
        McapChannel pose = writer.addChannel(
                writer.addSchema(JsonMessages.POSE, "jsonschema", JsonMessages.schema(JsonMessages.POSE)),
                POSE,
                "json",
                Map.of());
        return new LogPart(writer, codec, tick.id(), events.id(), pose.id());
    }

    /** Goes on with a file that breaks off. */
    static LogPart resume(Path path, LogHeader header) throws IOException {
        McapChannel tick;
        McapChannel events;
        McapChannel pose;
        long eventCount;
        long poseCount;
        try (McapReader reader = McapReader.open(path)) {
            tick = channel(reader, TICK);
            events = channel(reader, EVENTS);
            pose = channel(reader, POSE);
            eventCount = reader.messageCount(events);
            poseCount = reader.messageCount(pose);
        }
        McapWriter writer = McapWriter.resume(path, McapWriter.Limits.DEFAULT);
        writer.flush();
        TickCodec codec = new TickCodec(header.schema(), !header.lockstep());
        LogPart part = new LogPart(writer, codec, tick.id(), events.id(), pose.id());
        part.events = eventCount;
        part.poses = poseCount;
        return part;
    }

    private static McapChannel channel(McapReader reader, String topic) throws McapException {
        return reader.channel(topic).orElseThrow(() -> new McapException(reader.path() + " has no channel " + topic));
    }

    /** Opens a channel for ratings, where it is not open yet. Before {@link #prepare}. */
    void openRatings(String topic) throws IOException {
        if (!ratingChannels.containsKey(topic)) {
            McapSchema schema =
                    writer.addSchema(JsonMessages.RATINGS, "jsonschema", JsonMessages.schema(JsonMessages.RATINGS));
            ratingChannels.put(
                    topic, writer.addChannel(schema, topic, "json", Map.of()).id());
        }
    }

    /** Makes room for a tick at this time. What follows writes nothing and cannot fail. */
    boolean prepare(long nowNs) throws IOException {
        return writer.completeDueChunk(nowNs);
    }

    /** @param key whether it is the first of a chunk */
    void tick(TickRecord record, boolean key) {
        bytes.clear();
        codec.write(record, key, bytes);
        add(tickChannel, record.in.tick, record.in.nowNs, bytes.toByteArray());
    }

    void event(FlightEvent event, long nowNs) {
        add(eventsChannel, events++, nowNs, JsonMessages.event(event));
    }

    void pose(byte[] json, long nowNs) {
        add(poseChannel, poses++, nowNs, json);
    }

    /** @param topic that was opened */
    void ratings(String topic, long tick, long nowNs, byte[] json) {
        add(ratingChannels.get(topic), tick, nowNs, json);
    }

    private void add(int channel, long sequence, long timeNs, byte[] data) {
        writer.message(new McapMessage(channel, sequence & 0xFFFF_FFFFL, timeNs, timeNs, data));
    }

    void metadata(McapMetadata metadata) throws IOException {
        writer.flush();
        writer.metadata(metadata);
    }

    long size() {
        return writer.size();
    }

    void sync() throws IOException {
        writer.sync();
    }

    /** Completes the file; may be tried again where it failed. */
    void finish() throws IOException {
        writer.finish();
        writer.close();
    }

    /** Leaves the file at its last whole chunk. */
    void abandon() throws IOException {
        writer.abandon();
    }
}
