package dev.creance.app;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@link RobotFormat} as the tables of docs/configuration.md: one for each section, or for each form that it can take. */
final class RobotTables {
    private static final String HEAD = "| key | values | default | meaning |\n| --- | --- | --- | --- |\n";

    private RobotTables() {}

    /** The tables by the path of their section; the file's own has the empty path. */
    static Map<String, Set<String>> bySection() {
        Map<String, Set<String>> tables = new LinkedHashMap<>();
        add("", RobotFormat.file(), tables);
        return tables;
    }

    private static void add(String path, Shape shape, Map<String, Set<String>> tables) {
        switch (shape) {
            case Shape.Section section -> {
                String rows = section.keys().stream().map(RobotTables::row).collect(Collectors.joining());
                tables.computeIfAbsent(path, first -> new LinkedHashSet<>()).add(HEAD + rows);
                section.keys()
                        .forEach(
                                key -> add(path.isEmpty() ? key.name() : path + "." + key.name(), key.shape(), tables));
            }
            case Shape.Either either -> either.shapes().forEach(option -> add(path, option, tables));
            case Shape.Items items -> add(path, items.item(), tables);
            case Shape.Shared shared -> add(path, shared.shape(), tables);
            case Shape.Named named -> add(path, named.value(), tables);
            default -> {
                // a value, which stands in its section's table
            }
        }
    }

    private static String row(Shape.Key key) {
        return "| `" + key.name() + "` | " + values(key.shape()) + " | "
                + (key.required() ? "required" : key.standard()) + " | " + key.meaning() + " |\n";
    }

    private static String values(Shape shape) {
        return switch (shape) {
            case Shape.Quantity quantity -> quantity.bounds();
            case Shape.Whole whole -> whole.least() + " to " + whole.greatest();
            case Shape.Flag flag -> "`true`, `false`";
            case Shape.Words words ->
                words.words().stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
            case Shape.Text text -> text.what();
            case Shape.Items items
            when items.item() instanceof Shape.Quantity quantity -> items.least() + " × " + quantity.bounds();
            case Shape.Items items -> "list";
            case Shape.Section section -> "section";
            case Shape.Shared shared -> values(shared.shape());
            case Shape.Named named -> "name: " + values(named.value());
            case Shape.Either either ->
                either.shapes().stream().map(RobotTables::values).distinct().collect(Collectors.joining(" or "));
        };
    }
}
