package dev.creance.runtime.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML text whose every node knows its line and column. */
public final class ConfigFile {
    /** What plain values, lists and maps have. Any other tag asks a reader to make something of its own. */
    private static final Set<Tag> TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.SEQ, Tag.MAP, new Tag("!"));

    private final String name;
    private final String text;

    /** Nodes that were set from outside, with the text they came from; children inherit. */
    private final Map<Node, ConfigFile> overrides = new IdentityHashMap<>();

    private ConfigFile(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /**
     * Reads a file.
     *
     * @throws ConfigError where it cannot be read or is not YAML
     */
    public static ConfigNode read(Path path) {
        try {
            return parse(path.toString(), Files.readString(path));
        } catch (MalformedInputException e) {
            throw new ConfigError(path.toString(), "is not UTF-8 text", "", "save it as UTF-8");
        } catch (IOException e) {
            String reason = Files.exists(path) ? "cannot be read (" + e.getMessage() + ")" : "there is no such file";
            throw new ConfigError(path.toString(), reason, "", "check the path");
        }
    }

    /** Parses a text; {@code name} is what errors call it. */
    public static ConfigNode parse(String name, String text) {
        ConfigFile file = new ConfigFile(name, text);
        return new ConfigNode(file, "", file.compose());
    }

    /**
     * A value from a command line, in the words of a configuration: errors in it name the option.
     *
     * <pre>{@code
     * double rateHz = ConfigFile.option("--rate", "4 kHz").quantity(Dimension.FREQUENCY, 1, 20_000);
     * }</pre>
     */
    public static ConfigNode option(String option, String text) {
        return new ConfigNode(new ConfigFile("", text), option, new ScalarNode(Tag.STR, text, ScalarStyle.PLAIN));
    }

    private Node compose() {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(name)
                .setUseMarks(true)
                .setAllowNonScalarKeys(true)
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                throw error(0, 0, "is empty").withHint("start with 'creance: 1'");
            }
            refuseTagsAndDuplicateKeys(root.get(), Collections.newSetFromMap(new IdentityHashMap<>()));
            return root.get();
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine()).orElse(0);
            int column = e.getProblemMark().map(mark -> mark.getColumn()).orElse(0);
            throw error(line, column, "not YAML: " + e.getProblem()).withHint(remedy(e.getProblem()));
        } catch (YamlEngineException e) {
            throw new ConfigError(name, "not YAML: " + e.getMessage(), "", "");
        }
    }

    private static String remedy(String problem) {
        return problem.contains("TAB") || problem.contains("'\\t")
                ? "indent with spaces"
                : "check indentation, colons, brackets and quotes before this place";
    }

    // Composing does not look at keys: the settings' own check belongs to the construction of objects, left out here.
    private void refuseTagsAndDuplicateKeys(Node node, Set<Node> seen) {
        if (!seen.add(node)) {
            return; // an alias may lead back to where it stands
        }
        if (!TAGS.contains(node.getTag())) {
            throw new ConfigNode(this, "", node)
                    .error("the tag '" + node.getTag().getValue() + "' asks for more than a value")
                    .withHint("write the value without its tag");
        }
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> refuseTagsAndDuplicateKeys(item, seen));
        } else if (node instanceof MappingNode map) {
            Set<String> keys = new HashSet<>();
            for (NodeTuple tuple : map.getValue()) {
                if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                    throw new ConfigNode(this, "", tuple.getKeyNode())
                            .error("a key is a list or a map")
                            .withHint("write it as one word");
                }
                if (!keys.add(key.getValue())) {
                    throw new ConfigNode(this, "", key)
                            .error("key '" + key.getValue() + "' stands twice")
                            .withHint("keep one of them");
                }
                refuseTagsAndDuplicateKeys(tuple.getValueNode(), seen);
            }
        }
    }

    /** The name errors call it by. */
    public String name() {
        return name;
    }

    public String text() {
        return text;
    }

    /** The text this node was written in: this file, unless an override set it. */
    ConfigFile sourceOf(Node node) {
        return overrides.getOrDefault(node, this);
    }

    /** Parses an override's value and remembers where it came from; errors in it name {@code key}. */
    Node override(String key, String value) {
        ConfigFile source = new ConfigFile("--set " + key, value);
        Node node = source.compose();
        overrides.put(node, source);
        return node;
    }

    /** Lets errors at a key that an override added name the override. */
    void sameSource(Node key, Node value) {
        overrides.put(key, sourceOf(value));
    }

    /** An error at a zero-based line and column of this file. */
    ConfigError error(int line, int column, String message) {
        if (name.isEmpty()) {
            return new ConfigError("", message, "", ""); // an option says itself where it stands
        }
        String[] lines = text.split("\n", -1);
        String excerpt = "";
        if (line < lines.length) {
            String number = Integer.toString(line + 1);
            excerpt = "    " + number + " | " + lines[line].stripTrailing() + "\n    " + " ".repeat(number.length())
                    + " | " + " ".repeat(column) + "^";
        }
        return new ConfigError(name + ":" + (line + 1) + ":" + (column + 1), message, excerpt, "");
    }
}
