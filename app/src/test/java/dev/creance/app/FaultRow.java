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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** In a case: which learned guard the shield asks besides. */
    private static final String GUARD = "guard";

    private static final long SEED = 7;
    private static final Map<String, Long> USUAL = new LinkedHashMap<>();
    private static final Map<String, String> POLICIES =
            Map.of("quadrotor", "zoo/raptor", "motor", "zoo/pmsm-current", "arm", "zoo/panda-reach");

    /** That flies the machine's example. */
    static String policy(String machine) {
        return POLICIES.get(machine);
    }

    String line() {
        return "| " + String.join(" | ", fault, detected, reaction, end, limits) + " |";
    }

    /** As a person would write it, without its time. */
    static String text(ConfigNode fault) {
        return fault.children().entrySet().stream()
                .filter(entry -> !entry.getKey().equals("at"))
                .map(entry -> entry.getKey().equals(GUARD)
                        ? "guard `" + entry.getValue().string() + "`"
                        : entry.getKey().equals("kind")
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
                .filter(entry -> !entry.getKey().equals(GUARD))
                .map(entry -> entry.getKey() + ": "
                        + (entry.getValue().isList()
                                ? value(entry.getValue()).replace('(', '[').replace(')', ']')
                                : entry.getValue().string()))
                .collect(Collectors.joining(", ", "[{", "}]"));
    }

    static FaultRow flown(String machine, ConfigNode fault, Path folder) throws Exception {
        RunSummary summary = fly(machine, fault, folder);
        Seen seen = Seen.read(folder.resolve("out/flight.mcap"), fault);
        long outside = summary.truth().violations();
        return new FaultRow(
                text(fault),
                seen.detected(usual(machine, folder)),
                seen.reaction(),
                RunSummary.lower(summary.verdict().outcome()) + ", exit "
                        + summary.verdict().exitCode(),
                outside == 0 ? "kept" : "**" + outside + " sub-steps outside**");
    }

    /** Causes that a flight without any fault shows: limits that its reference touches. */
    private static long usual(String machine, Path folder) throws Exception {
        Long known = USUAL.get(machine);
        if (known == null) {
            fly(machine, null, folder.resolve("usual"));
            long causes = 0;
            try (LogReader log = LogReader.open(folder.resolve("usual/out/flight.mcap"))) {
                TickRecord record = log.schema().newRecord();
                while (log.next(record)) {
                    causes |= record.out.decision.causes;
                }
            }
            known = causes & ~Cause.SENSOR_STALE.bit();
            USUAL.put(machine, known);
        }
        return known;
    }

    /** @param fault null for none */
    private static RunSummary fly(String machine, ConfigNode fault, Path folder) throws Exception {
        Map<String, String> sets = new LinkedHashMap<>(Map.of(
                "telemetry.mqtt",
                "off",
                "devices.vehicle.port",
                "sim",
                "scenario.duration",
                machine.equals("quadrotor") ? "5 s" : "2 s",
                "scenario.faults",
                fault == null ? "[]" : yaml(fault)));
        if (machine.equals("quadrotor")) {
            sets.put("scenario.reference", "{kind: hover, height: 1 m, climb: 0.8 m/s}");
        }
        sets.put("policy", "{use: " + POLICIES.get(machine) + "}"); // nothing flies beside it
        if (fault != null && fault.child("kind").string().equals(Fault.Kind.POLICY_HANG.word())) {
            // inline it would hang the tick, and with it lockstep: that is HangTest's
            sets.put("loop.policy_thread", "own");
        }
        Path example = Path.of("../examples/" + machine + ".yaml");
        if (fault != null && fault.has(GUARD)) {
            sets.put(
                    "shield.guards",
                    GuardCases.section(
                            folder,
                            machine,
                            RobotConfig.read(example, sets),
                            fault.child(GUARD).string()));
        }
        RobotConfig config = RobotConfig.read(example, sets);
        return new Flight(config, new Flight.Options(sets, true, SEED, folder.resolve("out"), false), new Console())
                .run();
    }

    /** What a log shows of a fault. */
    private static final class Seen {
        private final List<String> reaction = new ArrayList<>();
        private final List<Long> causesByTick = new ArrayList<>();
        private int firstTransition = Integer.MAX_VALUE;
        private Cause firstCause;

        static Seen read(Path file, ConfigNode fault) throws IOException {
            Fault.Kind kind = Fault.Kind.valueOf(fault.child("kind").string().toUpperCase(Locale.ROOT));
            long atNs = fault.child("at").nanoseconds(3600);
            Seen seen = new Seen();
            try (LogReader log = LogReader.open(file)) {
                TickRecord record = log.schema().newRecord();
                FailsafeState before = FailsafeState.STANDBY;
                long fromTick = Long.MAX_VALUE;
                while (log.next(record)) {
                    boolean counts = kind.onHost()
                            ? record.out.decision.state == FailsafeState.ACTIVE
                            : record.in.device.state == DeviceState.ARMED;
                    if (fromTick == Long.MAX_VALUE && counts) {
                        fromTick = record.in.tick + atNs / log.schema().tickPeriodNs();
                    }
                    if (record.in.tick >= fromTick) {
                        seen.take(record, before);
                    }
                    before = record.out.decision.state;
                }
            }
            return seen;
        }

        private void take(TickRecord record, FailsafeState before) {
            FailsafeState now = record.out.decision.state;
            Cause cause = record.out.decision.transitionCause;
            if (now != before && cause != Cause.COMPLETED) {
                boolean fresh = cause != Cause.CLEARED && !before.isEnding();
                reaction.add(RunSummary.lower(now) + (fresh ? " by " + RunSummary.lower(cause) : ""));
                if (reaction.size() == 1) {
                    firstTransition = causesByTick.size();
                    firstCause = cause;
                }
            }
            causesByTick.add(record.out.decision.causes & ~Cause.COMPLETED.bit());
        }

        String detected(long usual) {
            for (int tick = 0; tick < causesByTick.size(); tick++) {
                long causes = causesByTick.get(tick) & ~usual;
                if (causes != 0 || tick == firstTransition) {
                    List<Cause> by = causes != 0 ? Cause.ofBits(causes) : List.of(firstCause);
                    return tick
                            + (tick == 1 ? " tick: " : " ticks: ")
                            + by.stream().map(RunSummary::lower).collect(Collectors.joining(" "));
                }
            }
            return "carried";
        }

        /** Back and forth is told once, with how often. */
        String reaction() {
            List<String> told = new ArrayList<>();
            int at = 0;
            while (at < reaction.size()) {
                int times = 1;
                while (at + 2 * times + 1 < reaction.size()
                        && reaction.subList(at, at + 2).equals(reaction.subList(at + 2 * times, at + 2 * times + 2))) {
                    times++;
                }
                if (times > 1) {
                    told.add(times + " times (" + reaction.get(at) + ", " + reaction.get(at + 1) + ")");
                    at += 2 * times;
                } else {
                    told.add(reaction.get(at++));
                }
            }
            return told.isEmpty() ? "–" : String.join(", ", told);
        }
    }
}
