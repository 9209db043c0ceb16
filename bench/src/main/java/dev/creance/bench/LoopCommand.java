package dev.creance.bench;

import dev.creance.runtime.config.Dimension;
import dev.creance.runtime.realtime.CpuLatency;
import dev.creance.runtime.realtime.Realtime;
import dev.creance.runtime.realtime.RealtimeResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code creance bench loop}: how late the loop wakes up, beside cyclictest and the same loop in C. */
@Command(
        name = "loop",
        description = "How late the loop wakes up, beside cyclictest and the same loop in C, in turns.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Needs permission for SCHED_FIFO, a C compiler, and cyclictest (Debian: bench/install-peers).",
            "",
            "Example: creance bench loop --rate 1kHz --load idle,cpu --alternations 8"
        })
final class LoopCommand implements Callable<Integer> {
    @Option(names = "--rate", split = ",", description = "rates; default 1kHz,4kHz,8kHz")
    private List<String> rates = List.of("1kHz", "4kHz", "8kHz");

    @Option(names = "--load", split = ",", description = "${COMPLETION-CANDIDATES}; default idle,cpu,memory,disk")
    private List<Load> loads = List.of(Load.values());

    @Option(names = "--alternations", description = "turns of each contestant; default ${DEFAULT-VALUE}")
    private int alternations = 8;

    @Option(names = "--slice", description = "how long a turn takes; default ${DEFAULT-VALUE}")
    private String sliceTime = "2 s";

    @Option(names = "--spin", description = "window of those that spin; default ${DEFAULT-VALUE}")
    private String spin = "90 us";

    @Option(names = "--cpu", description = "processor; the last one by default")
    private Optional<Integer> cpu = Optional.empty();

    @Option(names = "--priority", description = "SCHED_FIFO, 1 to 98; default ${DEFAULT-VALUE}")
    private int priority = 80;

    @Option(names = "--seed", description = "of the order of turns; default ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "write the result for machines")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (NativeProgram.compiler().isEmpty()) {
            err.println("creance: bench loop needs a C compiler (Debian: apt-get install gcc libc6-dev)");
            return 1;
        }
        boolean hasCyclictest = Commands.exists("cyclictest");
        if (!hasCyclictest) {
            err.println(
                    "creance: cyclictest is not installed, so only C's loop is compared (bench/install-peers installs it)");
        }
        // cyclictest holds it for itself, so it has to hold for all
        try (WorkFolder folder = WorkFolder.create();
                CpuLatency latency = CpuLatency.of(CpuLatency.Use.HOLD)) {
            if (!latency.result().achieved()) {
                err.println("creance: warning: " + latency.result().what() + ": "
                        + latency.result().message());
            }
            LoopReport report = measure(folder.path(), hasCyclictest, err);
            out.print(report.text());
            out.flush();
            Arguments.writeJson(json, report.json());
        }
        return hasCyclictest ? 0 : 1;
    }

    private LoopReport measure(Path folder, boolean hasCyclictest, PrintWriter err)
            throws IOException, InterruptedException {
        NativeProgram loop = NativeProgram.compile("loop", folder);
        NativeProgram load = NativeProgram.compile("load", folder);
        List<Contestant> contestants = new ArrayList<>();
        if (hasCyclictest) {
            contestants.add(new Cyclictest());
        }
        contestants.addAll(
                List.of(new CLoop(loop, false), new CLoop(loop, true), new JavaLoop(false), new JavaLoop(true)));
        JavaLoop.requirePermission(processor(), priority);
        // as a run with loop.cpu does; this thread may stay, for the C loops and the load inherit its processors
        RealtimeResult others = Realtime.keepOthersOff(processor());
        err.println(others.what() + ": " + others.message());
        warmUp(contestants);
        LoopReport report = new LoopReport();
        for (String rate : rates) {
            double rateHz = Arguments.quantity("--rate", rate, Dimension.FREQUENCY, 10, 20_000);
            Slice slice = slice(rateHz);
            for (Load under : loads) {
                try (Load.Running _ = under.start(load, folder)) {
                    Map<Contestant, List<Turn>> turns = Alternation.run(
                            contestants,
                            alternations,
                            new Random(seed),
                            step -> err.printf("%s, %s: %s%n", rate, under.label(), step),
                            contestant -> contestant.run(slice));
                    report.add(rateHz, under, byName(turns));
                }
            }
        }
        return report;
    }

    /** What the JVM allocates once, for code that it compiles, is no loop's. */
    private void warmUp(List<Contestant> contestants) throws IOException, InterruptedException {
        for (Contestant contestant : contestants) {
            if (contestant instanceof JavaLoop java) {
                java.run(new Slice(100_000, Duration.ofSeconds(1), processor(), priority, 50_000));
            }
        }
    }

    private Slice slice(double rateHz) {
        long periodNs = Math.round(1e9 / rateHz);
        long spinNs = Math.round(1e9 * Arguments.quantity("--spin", spin, Dimension.TIME, 0, 1e-3));
        long durationNs = Math.round(1e9 * Arguments.quantity("--slice", sliceTime, Dimension.TIME, 0.1, 3600));
        return new Slice(periodNs, Duration.ofNanos(durationNs), processor(), priority, Math.min(spinNs, periodNs));
    }

    private int processor() {
        return cpu.orElse(Runtime.getRuntime().availableProcessors() - 1);
    }

    private static Map<String, List<Turn>> byName(Map<Contestant, List<Turn>> turns) {
        Map<String, List<Turn>> named = new LinkedHashMap<>();
        turns.forEach((contestant, taken) -> named.put(contestant.name(), taken));
        return named;
    }
}
