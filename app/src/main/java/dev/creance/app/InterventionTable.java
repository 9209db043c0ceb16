package dev.creance.app;

import dev.creance.record.Interventions;
import dev.creance.record.LogReader;
import dev.creance.runtime.Cause;
import dev.creance.runtime.Channel;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Each tick of a log as a line of comma-separated values; docs/log.md says what the columns are. An intervention begins where {@link
 * Interventions} counts one, as summary, report and telemetry do.
 */
final class InterventionTable {
    private InterventionTable() {}

    static void write(LogReader log, PrintWriter out) throws IOException {
        TickRecord record = log.schema().newRecord();
        Interventions interventions = new Interventions();
        long startNs = Long.MIN_VALUE;
        out.print(header(log, record) + "\n");
        while (log.next(record)) {
            startNs = startNs == Long.MIN_VALUE ? record.in.nowNs : startNs;
            interventions.update(record.in, record.out.decision);
            out.print(row(record, (record.in.nowNs - startNs) * 1e-9, interventions) + "\n");
        }
    }

    private static String header(LogReader log, TickRecord record) {
        Stream<String> fixed = Stream.of(
                "tick",
                "t_s",
                "state",
                "source",
                "verdict",
                "intervened",
                "onset",
                "causes",
                "transition_cause",
                "policy_status",
                "action_tick");
        List<String> channels =
                log.schema().commands().channels().stream().map(Channel::name).toList();
        return Stream.of(
                        fixed,
                        IntStream.range(0, record.in.action.length).mapToObj(i -> "action." + i),
                        channels.stream().map(name -> "proposal." + name),
                        channels.stream().map(name -> "command." + name),
                        log.schema().margins().stream().map(channel -> "margin." + channel.name()))
                .flatMap(each -> each)
                .collect(Collectors.joining(","));
    }

    private static String row(TickRecord record, double timeS, Interventions interventions) {
        TickInputs in = record.in;
        ShieldDecision decision = record.out.decision;
        Stream<String> fixed = Stream.of(
                Long.toString(in.tick),
                Double.toString(timeS),
                RunSummary.lower(decision.state),
                RunSummary.lower(decision.source),
                RunSummary.lower(decision.verdict),
                Interventions.causes(decision) != 0 ? "1" : "0",
                interventions.began() ? "1" : "0",
                Cause.ofBits(decision.causes).stream().map(RunSummary::lower).collect(Collectors.joining(" ")),
                decision.transitionCause == null ? "" : RunSummary.lower(decision.transitionCause),
                RunSummary.lower(in.actionStatus),
                Long.toString(in.actionTick));
        Stream<String> action = IntStream.range(0, in.action.length).mapToObj(i -> Float.toString(in.action[i]));
        Stream<String> numbers = Stream.of(record.out.proposal, decision.command, decision.margins)
                .flatMapToDouble(DoubleStream::of)
                .mapToObj(Double::toString);
        return Stream.of(fixed, action, numbers).flatMap(each -> each).collect(Collectors.joining(","));
    }
}
