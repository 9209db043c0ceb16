package dev.creance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.sim.batch.Precision;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code creance bench sim}: plants, one and many, beside plain C of the same equations. */
@Command(
        name = "sim",
        description =
                "Steps per second of the plants, single and batched, beside plain C of the same equations, in turns.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: creance bench sim --alternations 100 --json sim.json"})
final class SimCommand implements Callable<Integer> {
    @Option(names = "--alternations", description = "turns of each, of about 2 ms; default ${DEFAULT-VALUE}")
    private int alternations = 200;

    @Option(names = "--warm-up", paramLabel = "MS", description = "of each contestant; default ${DEFAULT-VALUE}")
    private long warmUpMs = 1000;

    @Option(names = "--environments", description = "in a batch, a multiple of 16; default ${DEFAULT-VALUE}")
    private int environments = 1024;

    @Option(names = "--plant", split = ",", description = "of ${COMPLETION-CANDIDATES}; all unless given")
    private List<SimPlant> plants = List.of(SimPlant.values());

    @Option(names = "--json", paramLabel = "FILE", description = "write the result for machines")
    private Path json;

    @Option(names = "--table", paramLabel = "FILE", description = "write the table of bench/README.md")
    private Path table;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (NativeProgram.compiler().isEmpty()) {
            out.println("there is no C compiler, and so no peer to compare with; bench/install-peers installs one");
            out.flush();
            return 1;
        }
        if (environments < 16 || environments % 16 != 0) {
            throw new IOException("--environments " + environments + " is not a multiple of 16");
        }
        try (WorkFolder folder = WorkFolder.create()) {
            if (plants.size() == 1) {
                here(plants.getFirst(), folder.path(), out);
            } else {
                apart(folder.path(), out);
            }
        }
        return 0;
    }

    private void here(SimPlant plant, Path folder, PrintWriter out) throws IOException, InterruptedException {
        SimReport report = new SimReport(out);
        for (SimCase each : plant.cases(folder, environments)) {
            measure(each, report);
        }
        out.print(report.claims());
        out.flush();
        Arguments.writeJson(json, report.json());
        if (table != null) {
            Files.writeString(table, report.table());
        }
    }

    /** Each in a JVM of its own: what the compiler learns of one plant's calls is no hindrance to the next. */
    private void apart(Path folder, PrintWriter out) throws IOException, InterruptedException {
        ObjectNode all = new ObjectMapper().createObjectNode();
        ArrayNode rows = all.putArray("rows");
        ArrayNode claims = all.putArray("claims");
        StringBuilder lines = new StringBuilder();
        for (SimPlant plant : plants) {
            Path result = folder.resolve(plant + ".json");
            Path text = folder.resolve(plant + ".md");
            Path said = folder.resolve(plant + ".txt");
            List<String> arguments = List.of(
                    "sim",
                    "--plant=" + plant.name().toLowerCase(Locale.ROOT),
                    "--alternations=" + alternations,
                    "--warm-up=" + warmUpMs,
                    "--environments=" + environments,
                    "--json=" + result,
                    "--table=" + text);
            Commands.print(said, Jvm.likeThis().command(Main.class, arguments).toArray(String[]::new));
            out.print(Files.readString(said));
            out.flush();
            JsonNode found = new ObjectMapper().readTree(result.toFile());
            found.get("rows").forEach(rows::add);
            found.get("claims").forEach(claims::add);
            lines.append(lines.isEmpty() ? Files.readString(text) : SimTable.body(Files.readString(text)));
        }
        Arguments.writeJson(json, all);
        if (table != null) {
            Files.writeString(table, lines);
        }
    }

    private void measure(SimCase each, SimReport report) throws IOException, InterruptedException {
        double difference = each.differenceAfterRuns();
        if (!(difference <= each.agreed())) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "%s: ours and C differ by %.2g, at most %.1g expected",
                    each.name(),
                    difference,
                    each.agreed()));
        }
        BatchTimes ours = new BatchTimes(each.ours(), alternations);
        BatchTimes theirs = new BatchTimes(each.theirs(), alternations);
        ours.warmUp(warmUpMs * 1_000_000);
        theirs.warmUp(warmUpMs * 100_000);
        Alternation.run(List.of(ours, theirs), alternations, new Random(7), round -> {}, turn -> {
            turn.batch();
            return 0;
        });
        report.add(each, difference, ours, theirs);
    }

    static String name(Precision precision) {
        return precision.name().toLowerCase(Locale.ROOT);
    }

    static String peer(SimPeer.Build build) {
        return build.flags().contains(SimPlant.WIDE) ? "C, 512-bit vectors" : "C";
    }

    static double agreed(Precision precision) {
        return precision == Precision.DOUBLE ? 1e-12 : 1e-5;
    }

    /** The greater of a difference and that of two numbers, over their size or what counts as one; NaN wins. */
    static double worse(double greatest, double ours, double theirs, double unit) {
        double difference = Math.abs(ours - theirs) / Math.max(unit, Math.abs(theirs));
        return difference <= greatest ? greatest : difference;
    }
}
