package dev.creance.policies.imports;

/**
 * Something that the source leaves out.
 *
 * @param key what {@code --answer key=value} calls it
 * @param example of an answer
 */
public record Question(String key, String text, String example) {}
