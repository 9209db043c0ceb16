package dev.creance.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is flown in the benchmarks that fly whole flights. */
final class FlightOptions {
    private static final double SHORTEST_S = 0.2;
    private static final double LONGEST_S = 3600;
    private static final int ATTEMPTS = 5;

    @Parameters(paramLabel = "CONFIG", description = "the robot's file, with a simulator")
    private Path config;

    @Option(names = "--duration", paramLabel = "D", description = "of each flight; default ${DEFAULT-VALUE}")
    private String duration;

    @Option(names = "--beginning", paramLabel = "D", description = "its first part; default ${DEFAULT-VALUE}")
    private String beginning = "2 s";

    @Option(names = "--alternations", paramLabel = "N", description = "flights of each; default ${DEFAULT-VALUE}")
    private int alternations;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "put a value in the file's place")
    private Map<String, String> sets = new LinkedHashMap<>();

    @Option(names = "--seed", paramLabel = "N", description = "of the order of turns; default ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--json", paramLabel = "FILE", description = "write the result for machines")
    private Path json;

    FlightOptions() {
        this("8 s", 8);
    }

    /** @param duration and {@code alternations}: where nobody says otherwise */
    FlightOptions(String duration, int alternations) {
        this.duration = duration;
        this.alternations = alternations;
    }

    /** Without telemetry, and on however late ticks are: what is measured must not end the measurement. */
    private ChildFlight.Plan plan() {
        Map<String, String> all = new LinkedHashMap<>(Map.of("telemetry.mqtt", "off", "loop.overrun", "skip"));
        all.putAll(sets);
        Arguments.duration("--duration", duration, SHORTEST_S, LONGEST_S);
        return new ChildFlight.Plan(
                config, duration, Arguments.duration("--beginning", beginning, SHORTEST_S, LONGEST_S), all);
    }

    /** All flights, in turns. */
    Map<Variant, List<FlightFigures>> fly(List<Variant> variants, PrintWriter err)
            throws IOException, InterruptedException {
        ChildFlight.Plan plan = plan();
        return Alternation.run(
                variants, alternations, new Random(seed), err::println, variant -> flown(variant, plan, err));
    }

    /** A machine that stands still while the program arms keeps it on the ground: that is said, and the flight repeated. */
    private static FlightFigures flown(Variant variant, ChildFlight.Plan plan, PrintWriter err)
            throws IOException, InterruptedException {
        for (int grounded = 0; grounded < ATTEMPTS; grounded++) {
            Optional<FlightFigures> flown = ChildFlight.fly(variant, plan);
            err.printf(
                    "  %s: %s%n",
                    variant.name(), flown.map(FlightFigures::outcome).orElse("the policy never took over"));
            if (flown.isPresent()) {
                return grounded == 0
                        ? flown.get()
                        : flown.get()
                                .warned(variant.name() + ": flown again after " + grounded
                                        + " in which the policy never took over");
            }
        }
        throw new IOException(variant.name() + ": the policy did not take over in any of " + ATTEMPTS + " flights");
    }

    void say(FlightReport report, PrintWriter out) throws IOException {
        out.print(report.text());
        out.flush();
        Arguments.writeJson(json, report.json());
    }
}
