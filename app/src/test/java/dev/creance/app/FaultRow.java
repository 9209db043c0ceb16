package dev.creance.app;

import dev.creance.record.LogReader;
import dev.creance.runtime.Cause;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.sim.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came of a fault.
 *
 * @param fault as a scenario writes it
 * @param detected ticks from the fault's beginning to the first decision that shows it, and by which causes
 * @param reaction transitions of the failsafe machine from then on, but for the ordinary end
 * @param end of the run
 * @param limits whether they were kept, by the plant's truth at every sub-step
 */
record FaultRow(String fault, String detected, String reaction, String end, String limits) {
    static final String HEAD = "| fault | detected after | reaction | end | limits |\n|---|---|---|---|---|\n";

    private static final long SEED = 7;

    String line() {
        return "| " + String.join(" | ", fault, detected, reaction, end, limits) + " |";
    }

    /** As a person would write it, without its time. */
    static String text(ConfigNode fault) {
        return fault.children().entrySet().stream()
                .filter(entry -> !entry.getKey().equals("at"))
                .map(entry -> entry.getKey().equals("kind")
                        ? "`" + entry.getValue().string() + "`"
                        : entry.getKey() + " " + value(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String value(ConfigNode node) {
        return node.isList()
                ? node.items().stream().map(ConfigNode::string).collect(Collectors.joining(", ", "(", ")"))
                : node.string();
    }

    private static String yaml(ConfigNode fault) {
        return fault.children().entrySet().stream()
                .map(entry -> entry.getKey() + ": "
                        + (entry.getValue().isList()
                                ? value(entry.getValue()).replace('(', '[').replace(')', ']')
                                : entry.getValue().string()))
                .collect(Collectors.joining(", ", "[{", "}]"));
    }

    static FaultRow flown(String machine, ConfigNode fault, Path folder) throws Exception {
        Map<String, String> sets = new LinkedHashMap<>(Map.of(
                "telemetry.mqtt",
                "off",
                "devices.vehicle.port",
                "sim",
                "scenario.duration",
                machine.equals("quadrotor") ? "5 s" : "2 s",
                "scenario.faults",
                yaml(fault)));
        if (machine.equals("quadrotor")) {
            sets.put("scenario.reference", "{kind: hover, height: 1 m, climb: 0.8 m/s}");
        }
        RobotConfig config = RobotConfig.read(Path.of("../examples/" + machine + ".yaml"), sets);
        RunSummary summary = new Flight(
                        config, new Flight.Options(sets, true, SEED, folder.resolve("out"), false), new Console())
                .run();
        Seen seen = Seen.read(
                folder.resolve("out/flight.mcap"), fault, config.loop().tickPeriodNs());
        long outside = summary.truth().violations();
        return new FaultRow(
                text(fault),
                seen.detected(),
                seen.reaction.isEmpty() ? "–" : seen.reaction.toString(),
                RunSummary.lower(summary.verdict().outcome()) + ", exit "
                        + summary.verdict().exitCode(),
                outside == 0 ? "kept" : "**" + outside + " sub-steps outside**");
    }

    /** What a log shows of a fault. */
    private static final class Seen {
        final StringBuilder reaction = new StringBuilder();
        private long ticks = -1;
        private long causes;

        static Seen read(Path file, ConfigNode fault, long periodNs) throws IOException {
            Fault.Kind kind = Fault.Kind.valueOf(fault.child("kind").string().toUpperCase(Locale.ROOT));
            long atNs = fault.child("at").nanoseconds(3600);
            Seen seen = new Seen();
            try (LogReader log = LogReader.open(file)) {
                TickRecord record = log.schema().newRecord();
                FailsafeState before = FailsafeState.STANDBY;
                long fromTick = Long.MAX_VALUE;
                long usual = 0;
                while (log.next(record)) {
                    boolean counts = kind.onHost()
                            ? record.out.decision.state == FailsafeState.ACTIVE
                            : record.in.device.state == DeviceState.ARMED;
                    if (fromTick == Long.MAX_VALUE && counts) {
                        fromTick = record.in.tick + atNs / periodNs;
                    }
                    if (record.in.tick < fromTick) {
                        usual |= record.out.decision.causes;
                    } else {
                        seen.take(record, before, fromTick, usual);
                    }
                    before = record.out.decision.state;
                }
            }
            return seen;
        }

        private void take(TickRecord record, FailsafeState before, long fromTick, long usual) {
            FailsafeState now = record.out.decision.state;
            Cause cause = record.out.decision.transitionCause;
            boolean ordinary = cause == Cause.COMPLETED;
            if (now != before && !ordinary) {
                reaction.append(reaction.isEmpty() ? "" : ", ")
                        .append(RunSummary.lower(now))
                        .append(cause == Cause.CLEARED || before.isEnding() ? "" : " by " + RunSummary.lower(cause));
            }
            long unusual = record.out.decision.causes & ~usual & ~Cause.COMPLETED.bit();
            boolean shows = unusual != 0 || (now != before && !ordinary);
            if (ticks < 0 && shows) {
                ticks = record.in.tick - fromTick;
                causes = unusual;
            }
        }

        String detected() {
            if (ticks < 0) {
                return "carried";
            }
            String by = Cause.ofBits(causes).stream().map(RunSummary::lower).collect(Collectors.joining(" "));
            return ticks + " ticks" + (by.isEmpty() ? "" : ": " + by);
        }
    }
}
