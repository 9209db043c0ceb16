package dev.creance.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleBiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code creance bench shield-time}: what rules and learned guards cost in each tick of a flight. */
@Command(
        name = "shield-time",
        description = {
            "What a shield costs in each tick of a flight in real time: as the file has it, and with its limits alone, without guards and"
                    + " rules, in turns."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Times are those of the flight's log, from the policy's taking over until the landing; bytes are what the tick's thread"
                    + " allocated, by the program's own count.",
            "",
            "Example: creance bench shield-time examples/quadrotor-everything.yaml --duration 30s"
        })
final class ShieldTimeCommand implements Callable<Integer> {
    static final String WHOLE = "everything";
    static final String LIMITS = "limits alone";

    private static final Figure BYTES =
            new Figure("B/tick", "allocated_bytes_per_tick", "B", FlightFigures::bytesPerTick);
    private static final List<Figure> FIGURES = figures();
    private static final List<Figure> COMPARED =
            List.of(figure("shield", 50, FlightTicks.Part::shieldUs), figure("shield", 99, FlightTicks.Part::shieldUs));

    @Mixin
    private FlightOptions options = new FlightOptions("30 s", 3);

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        options.say(
                report(options.fly(variants(Jvm.likeThis()), err)),
                spec.commandLine().getOut());
        return 0;
    }

    private static List<Variant> variants(Jvm jvm) {
        return List.of(
                new Variant(WHOLE, jvm, true, 0),
                new Variant(LIMITS, jvm, true, 0, Map.of("shield.guards", "[]", "shield.rules", "[]")));
    }

    static FlightReport report(Map<Variant, List<FlightFigures>> flown) {
        FlightReport report = new FlightReport("shield-time", flown);
        report.table("us: shield, and whole tick", FIGURES);
        report.ratios("median [quartiles] of turns", COMPARED, Map.of(WHOLE, LIMITS));
        report.claim(WHOLE, BYTES, 0);
        return report;
    }

    private static List<Figure> figures() {
        List<Figure> all = new ArrayList<>();
        for (double percent : new double[] {50, 99, 99.9, 100}) {
            all.add(figure("shield", percent, FlightTicks.Part::shieldUs));
        }
        for (double percent : new double[] {50, 99, 99.9, 100}) {
            all.add(figure("tick", percent, FlightTicks.Part::tickUs));
        }
        all.add(BYTES);
        return List.copyOf(all);
    }

    private static Figure figure(String what, double percent, ToDoubleBiFunction<FlightTicks.Part, Double> us) {
        String heading = percent == 100
                ? "max"
                : "P" + (percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent));
        String key = what + "_" + heading.toLowerCase(Locale.ROOT).replace(".", "") + "_us";
        return new Figure(
                heading, key, "us", flight -> us.applyAsDouble(flight.ticks().all(), percent));
    }
}
