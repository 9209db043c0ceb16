package dev.creance.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code creance bench stl}: monitors of temporal logic over windows of several lengths, and plans checked by them. */
@Command(
        name = "stl",
        description = "Samples per second of temporal-logic monitors over windows, and runs whose plans they check.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: creance bench stl --episodes 1000 --json stl.json"})
final class StlCommand implements Callable<Integer> {
    private static final int[] WINDOWS = {100, 1_000, 10_000};

    @Option(names = "--alternations", description = "turns of each, of about 2 ms; default ${DEFAULT-VALUE}")
    private int alternations = 100;

    @Option(names = "--warm-up", paramLabel = "MS", description = "of each contestant; default ${DEFAULT-VALUE}")
    private long warmUpMs = 300;

    @Option(names = "--episodes", description = "runs of each way to deal with plans; default ${DEFAULT-VALUE}")
    private int episodes;

    @Option(names = "--json", paramLabel = "FILE", description = "write the result for machines")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        StlReport report = new StlReport(out);
        Map<BatchTimes, StlCase> cases = new LinkedHashMap<>();
        for (StlCase each : StlCase.all(WINDOWS)) {
            BatchTimes times = new BatchTimes(each.work(), alternations);
            times.warmUp(warmUpMs * 1_000_000);
            cases.put(times, each);
        }
        Alternation.run(new ArrayList<>(cases.keySet()), alternations, new Random(7), round -> {}, turn -> {
            turn.batch();
            return 0;
        });
        cases.forEach((times, each) -> report.add(each, times));
        report.flatness();
        if (episodes > 0) {
            report.beginEpisodes(episodes);
            for (PlanEpisode.Way way : PlanEpisode.Way.values()) {
                report.add(way, episodes(way));
            }
        }
        out.print(report.claims());
        out.flush();
        Arguments.writeJson(json, report.json());
        return 0;
    }

    /** The same seeds, and so the same goals and gusts, for each way. */
    private List<PlanEpisode> episodes(PlanEpisode.Way way) {
        List<PlanEpisode> all = new ArrayList<>();
        for (int seed = 0; seed < episodes; seed++) {
            all.add(new PlanEpisode(way, seed).run());
        }
        return all;
    }
}
