package dev.creance.runtime.config;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One value of a configuration with its path and position. Reads are strict: a wrong kind, unit, range or an unknown key is
 * a {@link ConfigError} that points at it.
 *
 * <pre>{@code
 * ConfigNode loop = root.child("loop").only("rate", "policy_rate");
 * double rateHz = loop.child("rate").quantity(Dimension.FREQUENCY, 1, 8000);
 * }</pre>
 */
public final class ConfigNode {
    private final ConfigFile file;
    private final String path;
    private final Node node;

    ConfigNode(ConfigFile file, String path, Node node) {
        this.file = file.sourceOf(node);
        this.path = path;
        this.node = node;
    }

    /** Dotted path from the root, for example {@code loop.rate}; empty at the root. */
    public String path() {
        return path;
    }

    public ConfigFile file() {
        return file;
    }

    /** An error that points here. The message starts with the path. */
    public ConfigError error(String message) {
        Optional<Mark> mark = node.getStartMark();
        String text = path.isEmpty() ? message : path + message;
        return file.error(
                mark.map(Mark::getLine).orElse(0), mark.map(Mark::getColumn).orElse(0), text);
    }

    /** An error that points at a character of this value where that stands as it is on one line, else at its beginning. */
    public ConfigError error(int character, String message) {
        Optional<Mark> mark = node.getStartMark();
        int line = mark.map(Mark::getLine).orElse(0);
        int column = mark.map(Mark::getColumn).orElse(0);
        return file.error(line, column + shiftTo(character), path.isEmpty() ? message : path + message);
    }

    private int shiftTo(int character) {
        if (!(node instanceof ScalarNode scalar)) {
            return 0;
        }
        int quotes = scalar.getScalarStyle() == ScalarStyle.PLAIN ? 0 : 1;
        int written = node.getEndMark().map(Mark::getIndex).orElse(0)
                - node.getStartMark().map(Mark::getIndex).orElse(0);
        boolean asItIs = written == scalar.getValue().length() + 2 * quotes;
        return asItIs ? quotes + character : 0;
    }

    public boolean isMap() {
        return node instanceof MappingNode;
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    public boolean isScalar() {
        return node instanceof ScalarNode;
    }

    /** The children of a map by key, in the order of the file. */
    public Map<String, ConfigNode> children() {
        Map<String, ConfigNode> children = new LinkedHashMap<>();
        for (NodeTuple tuple : asMap().getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            children.put(key, new ConfigNode(file, path.isEmpty() ? key : path + "." + key, tuple.getValueNode()));
        }
        return children;
    }

    /** Refuses every key but these, pointing at the first unknown one and naming its nearest neighbour. */
    public ConfigNode only(String... keys) {
        Set<String> known = Set.of(keys);
        if (!(node instanceof MappingNode map)) {
            throw error((isScalar() ? "='" + string() + "'" : "") + " is not a map")
                    .withHint("write {key: value}; known keys: " + String.join(", ", keys));
        }
        for (NodeTuple tuple : map.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (!known.contains(key)) {
                String place = path.isEmpty() ? "" : " in " + path;
                throw new ConfigNode(file, "", tuple.getKeyNode())
                        .error("unknown key '" + key + "'" + place)
                        .withHint(suggestion(key, keys));
            }
        }
        return this;
    }

    public boolean has(String key) {
        return children().containsKey(key);
    }

    /** The child of this name; refused where it is missing. */
    public ConfigNode child(String key) {
        ConfigNode child = children().get(key);
        if (child == null) {
            throw error((path.isEmpty() ? "'" : " lacks '") + key + "'" + (path.isEmpty() ? " is missing" : ""))
                    .withHint("add '" + key + ":' here");
        }
        return child;
    }

    public Optional<ConfigNode> optional(String key) {
        return Optional.ofNullable(children().get(key));
    }

    public List<ConfigNode> items() {
        if (!(node instanceof SequenceNode sequence)) {
            throw error(" is not a list").withHint("write it as [a, b]");
        }
        List<ConfigNode> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            items.add(new ConfigNode(file, path + "[" + items.size() + "]", item));
        }
        return items;
    }

    /**
     * Sets the value at a dotted path, in place, as {@code --set loop.rate='2 kHz'} does; missing maps on the way are added.
     * Errors in the new value name the override instead of a line of the file.
     */
    public void set(String dottedPath, String yaml) {
        MappingNode map = asMap();
        int dot = dottedPath.indexOf('.');
        String key = dot < 0 ? dottedPath : dottedPath.substring(0, dot);
        if (dot >= 0) {
            if (!has(key)) {
                put(map, key, file.override(dottedPath, "{}"));
            }
            child(key).set(dottedPath.substring(dot + 1), yaml);
        } else {
            String whole = path.isEmpty() ? key : path + "." + key;
            put(map, key, file.override(whole, yaml));
        }
    }

    private void put(MappingNode map, String key, Node value) {
        List<NodeTuple> tuples = new ArrayList<>(map.getValue());
        tuples.removeIf(tuple -> tuple.getKeyNode() instanceof ScalarNode scalar
                && scalar.getValue().equals(key));
        Node name = new ScalarNode(Tag.STR, key, ScalarStyle.PLAIN);
        file.sameSource(name, value);
        tuples.add(new NodeTuple(name, value));
        map.setValue(tuples);
    }

    private MappingNode asMap() {
        if (node instanceof MappingNode map) {
            return map;
        }
        throw error((isScalar() ? "='" + string() + "'" : "") + " is not a map")
                .withHint("write it as 'key: value' lines or {key: value}");
    }

    /** A list of exactly {@code count} items. */
    public List<ConfigNode> items(int count) {
        List<ConfigNode> items = items();
        if (items.size() != count) {
            throw error(" has " + items.size() + " items, not " + count)
                    .withHint("write a list of " + count + " in square brackets");
        }
        return items;
    }

    public String string() {
        if (!(node instanceof ScalarNode scalar)) {
            throw error(" is a " + (isList() ? "list" : "map") + ", not a single value")
                    .withHint("write one value after the colon");
        }
        return scalar.getValue();
    }

    /** The name of a file or folder. */
    public Path filePath() {
        try {
            return Path.of(string());
        } catch (InvalidPathException impossible) {
            throw error(" is no path: " + impossible.getReason()).withHint("write the name of a file or folder");
        }
    }

    /** One of these words. */
    public String choice(String... words) {
        String value = string();
        if (!Set.of(words).contains(value)) {
            throw error("='" + value + "' is none of " + String.join(", ", words))
                    .withHint(suggestion(value, words));
        }
        return value;
    }

    public boolean bool() {
        return choice("true", "false").equals("true");
    }

    public int integer(int least, int greatest) {
        String value = string();
        try {
            int number = Integer.parseInt(value.replace("_", ""));
            if (number < least || number > greatest) {
                throw error("=" + value + " is outside " + least + " to " + greatest)
                        .withHint("take " + (number < least ? least + " or more" : greatest + " or less"));
            }
            return number;
        } catch (NumberFormatException notANumber) {
            throw error("='" + value + "' is not a whole number")
                    .withHint("write digits alone, from " + least + " to " + greatest);
        }
    }

    /** A quantity in SI units, written with its unit; a ratio may stand without one. */
    public double quantity(Dimension dimension) {
        String text = string().strip();
        int split = 0;
        while (split < text.length() && "+-.0123456789eE_".indexOf(text.charAt(split)) >= 0) {
            // 'e' belongs to the number only before a digit or a sign
            if (Character.toLowerCase(text.charAt(split)) == 'e'
                    && (split + 1 >= text.length() || "+-0123456789".indexOf(text.charAt(split + 1)) < 0)) {
                break;
            }
            split++;
        }
        String number = text.substring(0, split).replace("_", "");
        String symbol = text.substring(split).strip();
        double value;
        try {
            value = Double.parseDouble(number);
        } catch (NumberFormatException notANumber) {
            throw error("='" + text + "' is not a quantity")
                    .withHint("write a number and a unit, such as " + example(dimension));
        }
        if (symbol.isEmpty() && dimension != Dimension.RATIO) {
            throw error("=" + text + " lacks its unit")
                    .withHint("write " + number + " followed by one of "
                            + dimension.factorBySymbol().keySet());
        }
        Double factor = symbol.isEmpty()
                ? Double.valueOf(1)
                : dimension.factorBySymbol().get(symbol);
        if (factor == null) {
            throw error("='" + text + "' has the unit '" + symbol + "', which is not a unit of "
                            + dimension
                                    .name()
                                    .toLowerCase(java.util.Locale.ROOT)
                                    .replace('_', ' '))
                    .withHint("use one of " + dimension.factorBySymbol().keySet());
        }
        double si = value * factor;
        if (!Double.isFinite(si)) {
            throw error("=" + text + " is not finite").withHint("write a number that fits a double");
        }
        return si;
    }

    /** A quantity within closed bounds given in SI units. */
    public double quantity(Dimension dimension, double least, double greatest) {
        double value = quantity(dimension);
        if (!(value >= least && value <= greatest)) {
            String symbol = writtenUnit(dimension);
            double factor = symbol.isEmpty() ? 1 : dimension.factorBySymbol().get(symbol);
            String unit = symbol.isEmpty() ? "" : " " + symbol;
            String lowest = plain(least / factor);
            String highest = plain(greatest / factor);
            throw error("=" + string() + " is outside " + lowest + " to " + highest + unit)
                    .withHint("take " + (value < least ? lowest + unit + " or more" : highest + unit + " or less"));
        }
        return value;
    }

    /** The unit that the value here is written in, so that its bounds can be named in the same; empty for a bare ratio. */
    private String writtenUnit(Dimension dimension) {
        String text = string().strip();
        String longest = "";
        for (String symbol : dimension.factorBySymbol().keySet()) {
            if (text.endsWith(symbol) && symbol.length() > longest.length()) {
                longest = symbol;
            }
        }
        return dimension == Dimension.RATIO && !longest.equals("%") ? "" : longest;
    }

    private static String plain(double value) {
        // nine digits: a factor such as π/180 must not show as 84.99999999999999
        return new BigDecimal(value, new MathContext(9)).stripTrailingZeros().toPlainString();
    }

    /** A duration in nanoseconds, at least 1 ns and at most {@code greatestS} seconds. */
    public long nanoseconds(double greatestS) {
        double seconds = quantity(Dimension.TIME, 1e-9, greatestS);
        return Math.round(seconds * 1e9);
    }

    private static String example(Dimension dimension) {
        return "'1 " + dimension.siUnit() + "'";
    }

    private static String suggestion(String wrong, String... known) {
        String best = null;
        int bestDistance = Math.max(2, wrong.length() / 3) + 1;
        for (String word : known) {
            int distance = editDistance(wrong, word);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = word;
            }
        }
        String all = String.join(", ", known);
        return best == null ? "known: " + all : "did you mean '" + best + "'? known: " + all;
    }

    private static int editDistance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitute, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
