package dev.creance.sim;

import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A recorded run of an electric drive: a CSV of one row per step with the state at its end, and a JSON header that says what the
 * drive is made of. {@code NAME_truth.csv} (solved to round-off) and {@code NAME.csv} (solved so under a controller) hold the
 * actions; {@code NAME_euler_nN.csv} (N explicit Euler steps per step) shares those of the truth.
 *
 * @param file where it was read from
 * @param header what the drive is made of, and how it starts
 * @param stateNames {@code ode_state} of the header
 * @param eulerSteps N, or 0 for a recording solved to round-off
 * @param actions one row per step
 * @param states at the end of each step
 * @param followed the states that a controller was to lead; none where there was none
 * @param references what a controller was asked for before each step; rows without columns where there was none
 */
record DriveCase(
        Path file,
        ConfigNode header,
        List<String> stateNames,
        int eulerSteps,
        double[][] actions,
        double[][] states,
        List<String> followed,
        double[][] references) {
    private static final String REFERENCE = "ref_";
    private static final Pattern NAME = Pattern.compile("(.+?)(_truth|_euler_n(\\d{1,6}))?\\.csv");
    private static final String COLUMNS = "k, those of ode_state in the header, a0 and further actions";

    /** The header beside a file, if it is one of a drive. */
    static Optional<Path> headerOf(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return Optional.empty();
        }
        Path header = file.resolveSibling(name.group(1) + ".json");
        return Files.isRegularFile(header) && isOfADrive(ConfigFile.read(header))
                ? Optional.of(header)
                : Optional.empty();
    }

    private static boolean isOfADrive(ConfigNode header) {
        return header.isMap() && header.has("motor");
    }

    /** @throws CaseFormatException where columns or numbers are missing */
    static DriveCase read(Path file, Path headerFile) {
        ConfigNode header = ConfigFile.read(headerFile);
        Matcher name = NAME.matcher(file.getFileName().toString());
        boolean euler = name.matches() && name.group(3) != null;
        CsvTable table = CsvTable.read(file, 1);
        CsvTable source =
                euler ? CsvTable.read(file.resolveSibling(name.group(1) + "_truth.csv"), table.rows()) : table;
        List<String> states = stateNames(header, table);
        List<String> references = table.header().stream()
                .filter(each -> each.startsWith(REFERENCE))
                .toList();
        return new DriveCase(
                file,
                header,
                states,
                euler ? Integer.parseInt(name.group(3)) : 0,
                rows(source, numbered(source), table.rows()),
                rows(table, states, table.rows()),
                references.stream()
                        .map(each -> each.substring(REFERENCE.length()))
                        .toList(),
                rows(table, references, table.rows()));
    }

    /** State before the first step. */
    double[] initialState() {
        return header.child("initial_ode_state").items(stateNames.size()).stream()
                .mapToDouble(each -> each.quantity(Dimension.RATIO))
                .toArray();
    }

    /** Length of a step. */
    double stepS() {
        return header.child("tau_s").quantity(Dimension.RATIO, 1e-9, 1);
    }

    /** The largest magnitude of a state in the truth; absent where the header does not say. */
    Optional<Double> magnitude(String state) {
        return header.optional("truth_max_abs")
                .flatMap(all -> all.optional(state))
                .map(each -> each.quantity(Dimension.RATIO));
    }

    private static List<String> stateNames(ConfigNode header, CsvTable table) {
        Optional<ConfigNode> named = header.optional("ode_state");
        return named.isPresent()
                ? named.get().items().stream().map(ConfigNode::string).toList()
                : DriveFormat.machine(header).states().stream()
                        .filter(table::has)
                        .toList();
    }

    /** a0, a1, … as many as there are. */
    private static List<String> numbered(CsvTable table) {
        List<String> names = new ArrayList<>(List.of("a0"));
        while (table.has("a" + names.size())) {
            names.add("a" + names.size());
        }
        return names;
    }

    private static double[][] rows(CsvTable table, List<String> names, int count) {
        int[] columns = table.columns(names, COLUMNS);
        double[][] rows = new double[count][];
        for (int row = 0; row < count; row++) {
            rows[row] = table.numbers(row, columns);
        }
        return rows;
    }
}
