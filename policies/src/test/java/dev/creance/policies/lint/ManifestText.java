package dev.creance.policies.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** A manifest's text with mistakes planted in it. */
record ManifestText(String text) {

    ManifestText with(String passage, String replacement) {
        assertThat(text).contains(passage);
        int at = text.indexOf(passage);
        return new ManifestText(text.substring(0, at) + replacement + text.substring(at + passage.length()));
    }

    /** With two terms of an observation in each other's place. */
    ManifestText swapped(String one, String other) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        List<String> first = List.copyOf(block(lines, one));
        List<String> second = List.copyOf(block(lines, other));
        int atFirst = lines.indexOf(first.getFirst());
        int atSecond = lines.indexOf(second.getFirst());
        boolean inOrder = atFirst < atSecond;
        replace(lines, Math.max(atFirst, atSecond), inOrder ? second : first, inOrder ? first : second);
        replace(lines, Math.min(atFirst, atSecond), inOrder ? first : second, inOrder ? second : first);
        return new ManifestText(String.join("\n", lines) + "\n");
    }

    private static void replace(List<String> lines, int at, List<String> before, List<String> after) {
        lines.subList(at, at + before.size()).clear();
        lines.addAll(at, after);
    }

    /** The lines of a term: as many as stand deeper than its first. */
    private static List<String> block(List<String> lines, String term) {
        int start = 0;
        while (!lines.get(start).matches(" *- \\{?term: " + term + "\\b.*")) {
            start++;
        }
        int indent = lines.get(start).indexOf('-');
        int end = start + 1;
        while (lines.get(end).startsWith(" ".repeat(indent + 1))) {
            end++;
        }
        return lines.subList(start, end);
    }
}
