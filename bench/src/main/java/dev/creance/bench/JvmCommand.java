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

/** {@code creance bench jvm}: what collector and options of the JVM do to the ticks of a flight. */
@Command(
        name = "jvm",
        description =
                "What collectors and options of the JVM do to the ticks of a flight, beside a thread that allocates.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Every flight has a JVM of its own, with app/jvm.options but for what is compared, and no ahead-of-time cache.",
            "--options compares those options, each left out or turned round, with all of them together.",
            "",
            "Example: creance bench jvm examples/quadrotor.yaml --collector zgc,g1 --neighbour 0,100"
        })
final class JvmCommand implements Callable<Integer> {
    private static final String AS_SHIPPED = "as shipped";

    private static final List<Figure> FIGURES = List.of(
            new Figure(
                    "tick P50",
                    "tick_p50_us",
                    "us",
                    flight -> flight.ticks().all().tickUs(50)),
            new Figure(
                    "P99", "tick_p99_us", "us", flight -> flight.ticks().all().tickUs(99)),
            new Figure(
                    "P99.9",
                    "tick_p999_us",
                    "us",
                    flight -> flight.ticks().all().tickUs(99.9)),
            new Figure(
                    "max", "tick_max_us", "us", flight -> flight.ticks().all().tickUs(100)),
            new Figure(
                    "wake P50",
                    "wakeup_p50_us",
                    "us",
                    flight -> flight.ticks().all().wakeUpUs(50)),
            new Figure(
                    "P99", "wakeup_p99_us", "us", flight -> flight.ticks().all().wakeUpUs(99)),
            new Figure(
                    "P99.9",
                    "wakeup_p999_us",
                    "us",
                    flight -> flight.ticks().all().wakeUpUs(99.9)),
            new Figure(
                    "max", "wakeup_max_us", "us", flight -> flight.ticks().all().wakeUpUs(100)));

    private static final List<Figure> COSTS = List.of(
            new Figure("overruns", "overruns", "ticks", FlightFigures::overruns),
            new Figure("by JVM", "overruns_by_jvm", "ticks", FlightFigures::lateByJvm),
            new Figure("skipped", "skipped", "ticks", FlightFigures::skipped),
            new Figure("stops", "stops", "stops", flight -> flight.stops().count()),
            new Figure("P50 us", "stop_p50_us", "us", flight -> flight.stops().percentileNs(50) * 1e-3),
            new Figure("max us", "stop_max_us", "us", flight -> flight.stops().percentileNs(100) * 1e-3),
            new Figure("stopped %", "stopped_percent", "%", flight -> 100 * flight.stoppedShare()),
            new Figure("cpu %", "cpu_percent", "%", flight -> 100 * flight.cpuShare()),
            new Figure("peak MiB", "peak_mib", "MiB", FlightFigures::peakMib),
            new Figure("MB/s", "neighbour_mb_per_s", "MB/s", FlightFigures::neighbourMbPerS),
            new Figure("armed s", "armed_after_s", "s", FlightFigures::armedAfterS));

    private static final List<Figure> COMPARED = List.of(
            FIGURES.get(1),
            FIGURES.get(2),
            FIGURES.get(5),
            FIGURES.get(6),
            new Figure(
                    "first part tick P99.9",
                    "tick_beginning_p999_us",
                    "us",
                    flight -> flight.ticks().beginning().tickUs(99.9)));

    @Mixin
    private FlightOptions options = new FlightOptions();

    @Option(names = "--collector", split = ",", description = "${COMPLETION-CANDIDATES}; default all that there are")
    private List<Collector> collectors = List.of(Collector.values());

    @Option(
            names = "--neighbour",
            split = ",",
            paramLabel = "MB/s",
            description = "default 0,100,1000; 0 with --options")
    private List<Double> neighbours;

    @Option(names = "--options", description = "compare options instead of collectors")
    private boolean compareOptions;

    @Option(names = "--flags", paramLabel = "FLAGS", description = "compare these, too; with --options, more than once")
    private List<String> flags = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Jvm jvm = Jvm.likeThis().withoutCache();
        Map<Variant, Variant> peers = compareOptions ? ofOptions(jvm) : ofCollectors(jvm, err);
        FlightReport report = report(options.fly(List.copyOf(peers.keySet()), err), peers);
        options.say(report, spec.commandLine().getOut());
        return 0;
    }

    /** Each against the same collector without a neighbour, and each of those against none at all. */
    private Map<Variant, Variant> ofCollectors(Jvm jvm, PrintWriter err) throws InterruptedException {
        List<Double> rates = neighbours == null ? List.of(0.0, 100.0, 1000.0) : neighbours;
        Map<Variant, Variant> peers = new LinkedHashMap<>();
        Variant none = null;
        List<Variant> alone = new ArrayList<>();
        for (Collector collector : collectors) {
            Jvm collected = collector.in(jvm);
            if (!collected.starts()) {
                err.println("creance: this JDK has no " + collector.label());
                continue;
            }
            Variant quiet = new Variant(collector.label() + " 0", collected, true, 0);
            if (collector == Collector.EPSILON) {
                none = quiet;
                peers.put(none, null);
                continue;
            }
            for (double rate : rates) {
                Variant variant = rate == 0
                        ? quiet
                        : new Variant(collector.label() + " " + Math.round(rate), collected, true, rate);
                peers.put(variant, rate == 0 || !rates.contains(0.0) ? null : quiet);
            }
            alone.add(quiet);
        }
        Variant floor = none;
        alone.forEach(quiet -> peers.replace(quiet, floor));
        return peers;
    }

    private Map<Variant, Variant> ofOptions(Jvm jvm) {
        double rate = neighbours == null ? 0 : neighbours.getFirst();
        Variant shipped = new Variant(AS_SHIPPED, jvm, true, rate);
        Map<Variant, Variant> peers = new LinkedHashMap<>();
        peers.put(shipped, null);
        for (JvmOption option : JvmOption.values()) {
            peers.put(new Variant(option.label(), option.in(jvm), true, rate), shipped);
        }
        for (String each : flags) {
            peers.put(new Variant(each, jvm.with(List.of(each.split(" "))), true, rate), shipped);
        }
        return peers;
    }

    static FlightReport report(Map<Variant, List<FlightFigures>> flown, Map<Variant, Variant> peers) {
        FlightReport report = new FlightReport("jvm", flown);
        report.table("us", FIGURES);
        report.table("", COSTS);
        Map<String, String> names = new LinkedHashMap<>();
        peers.forEach((variant, peer) -> {
            if (peer != null) {
                names.put(variant.name(), peer.name());
            }
        });
        report.ratios("median [quartiles] of turns", COMPARED, names);
        return report;
    }
}
