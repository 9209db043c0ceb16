package dev.creance.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.creance.record.mcap.McapAttachment;
import dev.creance.record.mcap.McapException;
import dev.creance.record.mcap.McapMetadata;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import dev.creance.runtime.flight.RecordSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The header of a log as MCAP metadata: {@code creance.log} for the schema, {@code creance.run} for its free texts. */
final class LogMetadata {
    static final String LOG = "creance.log";
    static final String RUN = "creance.run";
    static final String RECOVERY = "creance.recovery";

    /** Goes up when a reader of an older version would misread the log. */
    private static final String FORMAT = "1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private LogMetadata() {}

    /** @param part counts the files of a log from 0 on */
    static McapMetadata describe(LogHeader header, int part) {
        RecordSchema schema = header.schema();
        Map<String, String> entries = new TreeMap<>();
        entries.put("format", FORMAT);
        entries.put("mode", header.lockstep() ? "lockstep" : "real_time");
        entries.put("part", Integer.toString(part));
        entries.put("sensors", toJson(schema.sensors().channels()));
        entries.put("commands", toJson(schema.commands().channels()));
        entries.put("reference", toJson(schema.reference().channels()));
        entries.put("margins", toJson(schema.margins()));
        entries.put("observation_size", Integer.toString(schema.observationSize()));
        entries.put("action_size", Integer.toString(schema.actionSize()));
        entries.put("tick_period_ns", Long.toString(schema.tickPeriodNs()));
        entries.put("policy_divider", Integer.toString(schema.policyDivider()));
        if (schema.candidates()) {
            entries.put("candidate_action_size", Integer.toString(schema.candidateActionSize()));
        }
        return new McapMetadata(LOG, entries);
    }

    static LogHeader parse(List<McapMetadata> metadata, List<McapAttachment> attachments) throws McapException {
        Map<String, String> log = find(metadata, LOG);
        if (!FORMAT.equals(log.get("format"))) {
            throw new McapException("this is no flight log of format " + FORMAT + ": the metadata '" + LOG
                    + "' says format=" + log.get("format"));
        }
        try {
            RecordSchema schema = new RecordSchema(
                    new Layout(fromJson(log.get("sensors"))),
                    new Layout(fromJson(log.get("reference"))),
                    new Layout(fromJson(log.get("commands"))),
                    Integer.parseInt(log.get("observation_size")),
                    Integer.parseInt(log.get("action_size")),
                    fromJson(log.get("margins")),
                    Long.parseLong(log.get("tick_period_ns")),
                    Integer.parseInt(log.get("policy_divider")),
                    Integer.parseInt(log.getOrDefault("candidate_action_size", "0")),
                    find(metadata, RUN));
            return new LogHeader(schema, "lockstep".equals(log.get("mode")), attachments);
        } catch (JsonProcessingException | IllegalArgumentException | NullPointerException malformed) {
            throw new McapException("the metadata '" + LOG + "' does not describe a flight log: " + malformed);
        }
    }

    static Map<String, String> find(List<McapMetadata> metadata, String name) {
        return metadata.stream()
                .filter(record -> record.name().equals(name))
                .findFirst()
                .map(McapMetadata::entries)
                .orElse(Map.of());
    }

    /** Bounds are strings: JSON has no infinity. */
    private static String toJson(List<Channel> channels) {
        ArrayNode array = JSON.createArrayNode();
        for (Channel channel : channels) {
            array.addObject()
                    .put("name", channel.name())
                    .put("unit", channel.unit())
                    .put("lower", Double.toString(channel.lower()))
                    .put("upper", Double.toString(channel.upper()));
        }
        return array.toString();
    }

    private static List<Channel> fromJson(String text) throws JsonProcessingException {
        List<Channel> channels = new ArrayList<>();
        for (JsonNode node : JSON.readTree(text)) {
            channels.add(new Channel(
                    node.get("name").asText(),
                    node.get("unit").asText(),
                    Double.parseDouble(node.get("lower").asText()),
                    Double.parseDouble(node.get("upper").asText())));
        }
        return channels;
    }
}
