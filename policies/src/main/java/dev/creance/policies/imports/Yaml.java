package dev.creance.policies.imports;

import dev.creance.runtime.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes YAML: blocks with a comment behind each value, and flow text for what stands on one line. */
final class Yaml {
    private static final int WIDE = 110;

    private Yaml() {}

    /** A value in the text to be. */
    sealed interface Node {}

    /** @param origin the comment behind it; empty for none */
    record Leaf(String text, String origin) implements Node {}

    record Block(Map<String, Node> entries) implements Node {}

    record Items(List<Node> items) implements Node {}

    static String text(Block block) {
        List<String> lines = new ArrayList<>();
        write(block, "", lines);
        return String.join("\n", lines) + "\n";
    }

    private static void write(Block block, String indent, List<String> out) {
        block.entries().forEach((key, node) -> write(indent + key + ":", node, indent + "  ", out));
    }

    private static void write(String head, Node node, String indent, List<String> out) {
        switch (node) {
            case Leaf leaf -> line(head + " " + leaf.text(), leaf.origin(), out);
            case Block block -> {
                out.add(head);
                write(block, indent, out);
            }
            case Items items when items.items().isEmpty() -> out.add(head + " []");
            case Items items -> {
                out.add(head);
                items.items().forEach(item -> item(item, indent, out));
            }
        }
    }

    private static void item(Node item, String indent, List<String> out) {
        if (item instanceof Leaf leaf) {
            line(indent + "- " + leaf.text(), leaf.origin(), out);
        } else if (item instanceof Block block) {
            List<String> lines = new ArrayList<>();
            write(block, indent + "  ", lines);
            boolean first = true;
            for (String line : lines) {
                boolean comment = line.strip().startsWith("#");
                out.add(first && !comment ? indent + "- " + line.substring(indent.length() + 2) : line);
                first &= comment;
            }
        } else {
            throw new IllegalArgumentException("a list in a list");
        }
    }

    /** The value with its comment; a wide one has the comment above, where it can be seen. */
    private static void line(String text, String origin, List<String> out) {
        if (origin.isEmpty()) {
            out.add(text);
        } else if (text.length() + origin.length() + 4 <= WIDE) {
            out.add(text + "  # " + origin);
        } else {
            out.add(" ".repeat(text.length() - text.stripLeading().length()) + "# " + origin);
            out.add(text);
        }
    }

    /** A value of another file on one line, its numbers and words as they were written. */
    static String flow(ConfigNode node) {
        if (node.isMap()) {
            return node.children().entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + flow(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node.isList()) {
            return node.items().stream().map(Yaml::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        return quoted(node.string());
    }

    static String flow(List<?> values) {
        return values.stream().map(value -> quoted(value.toString())).collect(Collectors.joining(", ", "[", "]"));
    }

    /** A text as a scalar, in quotes where it would be read as something else. */
    static String quoted(String text) {
        boolean plain = text.matches("[A-Za-z0-9_./+-](?:[A-Za-z0-9_./+()@:;²×°−–' -]*[A-Za-z0-9_./+()°'-])?")
                && !text.contains(": ")
                && !text.startsWith("- ");
        return plain ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** A node of an answer as a block, so that lists of maps keep a line for each. */
    static Node node(ConfigNode node, String origin) {
        if (node.isList() && node.items().stream().anyMatch(ConfigNode::isMap)) {
            return new Items(node.items().stream()
                    .map(item -> (Node) new Leaf(flow(item), origin))
                    .toList());
        }
        return new Leaf(flow(node), origin);
    }
}
