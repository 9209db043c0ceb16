package dev.creance.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code creance bench start}: is the beginning of a flight like its rest, and how long does it take to get there. */
@Command(
        name = "start",
        description = "The first seconds of a flight against its rest, with and without what is done for them.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Needs the ahead-of-time cache (creance prepare makes it) and permission for SCHED_FIFO.",
            "",
            "Example: creance bench start examples/quadrotor.yaml --duration 20s"
        })
final class StartCommand implements Callable<Integer> {
    static final String WHOLE = "cache + warm-up";
    private static final double P999 = 99.9;
    private static final double MOST = 1.25;

    private static final Figure TICK_RATIO =
            new Figure("ratio", "tick_p999_beginning_by_rest", "1", flight -> flight.tickBeginningByRest(P999));
    private static final Figure WAKE_UP_RATIO =
            new Figure("ratio", "wakeup_p999_beginning_by_rest", "1", flight -> flight.wakeUpBeginningByRest(P999));
    private static final Figure ARMED = new Figure("armed s", "armed_after_s", "s", FlightFigures::armedAfterS);

    @Mixin
    private FlightOptions options = new FlightOptions();

    @Option(
            names = "--variant",
            split = ",",
            description = "${COMPLETION-CANDIDATES}; default all",
            paramLabel = "VARIANT")
    private List<Start> starts = List.of(Start.values());

    @Spec
    private CommandSpec spec;

    /** What is done for the beginning, or not. */
    enum Start {
        BOTH(true, true),
        WARM_UP(false, true),
        CACHE(true, false),
        NEITHER(false, false);

        private final boolean cache;
        private final boolean warmUp;

        Start(boolean cache, boolean warmUp) {
            this.cache = cache;
            this.warmUp = warmUp;
        }

        Variant of(Jvm jvm) {
            String name = this == NEITHER
                    ? "neither"
                    : (cache ? "cache" : "") + (cache && warmUp ? " + " : "") + (warmUp ? "warm-up" : "");
            return new Variant(name, cache ? jvm.insistingOnCache() : jvm.withoutCache(), warmUp, 0);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Jvm jvm = Jvm.likeThis();
        List<Variant> variants = new ArrayList<>();
        for (Start start : starts) {
            if (!start.cache || jvm.hasCache()) {
                variants.add(start.of(jvm));
            }
        }
        boolean complete = variants.size() == starts.size();
        if (!complete) {
            err.println(
                    "creance: there is no ahead-of-time cache, or it is older than the program; creance prepare makes one");
        }
        if (!variants.isEmpty()) {
            options.say(report(options.fly(variants, err)), spec.commandLine().getOut());
        }
        return complete ? 0 : 1;
    }

    static FlightReport report(Map<Variant, List<FlightFigures>> flown) {
        FlightReport report = new FlightReport("start", flown);
        report.table("tick us, first part and rest", ticks());
        report.table("wake-up us, first part and rest", wakeUps());
        Map<String, String> peers = new LinkedHashMap<>();
        List<String> names = flown.keySet().stream().map(Variant::name).toList();
        if (names.contains(WHOLE)) {
            names.stream().filter(name -> !name.equals(WHOLE)).forEach(name -> peers.put(name, WHOLE));
            report.ratios(
                    "median [quartiles] of turns",
                    List.of(ARMED, ticks().get(2), wakeUps().get(2)),
                    peers);
            report.claim(WHOLE, TICK_RATIO, MOST);
            report.claim(WHOLE, WAKE_UP_RATIO, MOST);
        }
        return report;
    }

    private static List<Figure> ticks() {
        return List.of(
                ARMED,
                tick("P50", 50, true),
                tick("P99.9", P999, true),
                new Figure(
                        "max",
                        "tick_beginning_max_us",
                        "us",
                        flight -> flight.ticks().beginning().tickUs(100)),
                tick("P50", 50, false),
                tick("P99.9", P999, false),
                TICK_RATIO);
    }

    private static Figure tick(String heading, double percent, boolean beginning) {
        String key =
                "tick_" + (beginning ? "beginning_" : "rest_") + heading.toLowerCase(java.util.Locale.ROOT) + "_us";
        return new Figure(
                heading,
                key.replace(".", ""),
                "us",
                flight -> part(flight, beginning).tickUs(percent));
    }

    private static List<Figure> wakeUps() {
        return List.of(
                ARMED,
                wakeUp("P50", 50, true),
                wakeUp("P99.9", P999, true),
                new Figure(
                        "max",
                        "wakeup_beginning_max_us",
                        "us",
                        flight -> flight.ticks().beginning().wakeUpUs(100)),
                wakeUp("P50", 50, false),
                wakeUp("P99.9", P999, false),
                WAKE_UP_RATIO);
    }

    private static Figure wakeUp(String heading, double percent, boolean beginning) {
        String key =
                "wakeup_" + (beginning ? "beginning_" : "rest_") + heading.toLowerCase(java.util.Locale.ROOT) + "_us";
        return new Figure(
                heading,
                key.replace(".", ""),
                "us",
                flight -> part(flight, beginning).wakeUpUs(percent));
    }

    private static FlightTicks.Part part(FlightFigures flight, boolean beginning) {
        return beginning ? flight.ticks().beginning() : flight.ticks().rest();
    }
}
