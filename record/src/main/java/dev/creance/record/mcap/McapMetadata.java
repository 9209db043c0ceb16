package dev.creance.record.mcap;

import java.util.Map;

/** Named pairs of key and value. */
public record McapMetadata(String name, Map<String, String> entries) {}
