package dev.creance.record.mcap;

import java.util.Map;

/** A stream of messages on a topic. */
public record McapChannel(int id, int schemaId, String topic, String messageEncoding, Map<String, String> metadata) {}
