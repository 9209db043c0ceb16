package dev.creance.bench.shield;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code creance bench shield}: barrier sets under attack. Exit codes: 0 nothing was violated, 1 something was, 2 usage. */
@Command(
        name = "shield",
        description = {
            "Attack barrier sets: random, bang-bang, gradient-following and not-a-number proposals, with the worst disturbances, from"
                    + " anywhere and from the boundary; judged by the plant's truth at every sub-step.",
            "Limiters of other projects stand in the shield's place for the same episodes."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: creance bench shield --adversarial 1e6 --set drive,axis --json shield.json"})
public final class ShieldCommand implements Callable<Integer> {
    private static final double MOST_STEPS = 1e12;

    @Option(names = "--adversarial", required = true, paramLabel = "N", description = "steps for each set and guard")
    private double steps;

    @Option(names = "--set", split = ",", paramLabel = "SET", description = "which sets; default all of them")
    private List<String> sets = List.of();

    @Option(names = "--no-peers", description = "the project's own shield alone")
    private boolean alone;

    @Option(names = "--seed", paramLabel = "N", description = "of all episodes; default ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--threads", paramLabel = "N", description = "default: one for each processor")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", paramLabel = "FILE", description = "write the result for machines")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!(steps >= 1 && steps <= MOST_STEPS && steps == Math.rint(steps))) {
            throw new ParameterException(
                    spec.commandLine(), "--adversarial " + steps + " is not a number of steps from 1 to 1e12");
        }
        if (threads < 1) {
            throw new ParameterException(spec.commandLine(), "--threads " + threads + " is below 1");
        }
        AttackReport report = new AttackReport(spec.commandLine().getOut());
        for (BarrierSet set : chosen()) {
            report.begin(set);
            for (String guard : alone ? List.of(Guards.OURS) : set.guards()) {
                long from = System.nanoTime();
                Tally tally = new Attack(set, guard, seed, threads).run((long) steps, progress(set, guard));
                report.add(set, guard, tally, (System.nanoTime() - from) * 1e-9);
            }
        }
        if (json != null) {
            ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
            Files.writeString(json, mapper.writeValueAsString(report.json()) + "\n");
        }
        return report.violated() ? 1 : 0;
    }

    private List<BarrierSet> chosen() {
        List<BarrierSet> all = BarrierSet.all();
        List<String> names = all.stream().map(BarrierSet::name).toList();
        for (String name : sets) {
            if (!names.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(), "--set " + name + " is none of " + String.join(", ", names));
            }
        }
        return all.stream()
                .filter(set -> sets.isEmpty() || sets.contains(set.name()))
                .toList();
    }

    private LongConsumer progress(BarrierSet set, String guard) {
        if (System.console() == null) {
            return done -> {};
        }
        PrintWriter error = spec.commandLine().getErr();
        return done -> {
            error.print(String.format(
                    Locale.ROOT, "\r  %s, %s: %.0f %% ", set.name(), guard, Math.min(100, 100 * done / steps)));
            error.flush();
        };
    }
}
