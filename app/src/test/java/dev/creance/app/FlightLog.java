package dev.creance.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.creance.record.FlightEvent;
import dev.creance.record.LogDamage;
import dev.creance.record.LogReader;
import dev.creance.record.mcap.McapCursor;
import dev.creance.record.mcap.McapReader;
import dev.creance.runtime.Cause;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.TickRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a flight's log says of it.
 *
 * @param decisions which the shield numbers without gap; a tick that was skipped for lateness takes none
 * @param commands bits of every executed command, tick by tick
 * @param transitions of the failsafe machine, as {@code active->backup policy_stale}
 * @param deviceStates what the device reported to be doing, each change once
 * @param causes every cause that held in any tick
 * @param events as they stand in the log
 */
record FlightLog(
        List<Long> ticks,
        List<Long> decisions,
        List<Long> commands,
        List<String> transitions,
        FailsafeState lastState,
        List<DeviceState> deviceStates,
        Set<Cause> causes,
        List<FlightEvent> events,
        List<LogDamage> damages,
        boolean finished) {

    static FlightLog read(Path file) {
        try (LogReader log = LogReader.open(file)) {
            FlightLog read = empty(log.finished());
            TickRecord record = log.schema().newRecord();
            FailsafeState state = FailsafeState.STANDBY;
            while (log.next(record)) {
                read.take(record, state);
                state = record.out.decision.state;
            }
            read.damages.addAll(log.damages());
            read.takeEvents(file);
            return read.endingIn(state);
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }

    private static FlightLog empty(boolean finished) {
        return new FlightLog(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                FailsafeState.STANDBY,
                new ArrayList<>(),
                EnumSet.noneOf(Cause.class),
                new ArrayList<>(),
                new ArrayList<>(),
                finished);
    }

    private FlightLog endingIn(FailsafeState state) {
        return new FlightLog(
                ticks, decisions, commands, transitions, state, deviceStates, causes, events, damages, finished);
    }

    private void take(TickRecord record, FailsafeState before) {
        ticks.add(record.in.tick);
        decisions.add(record.out.decision.sequence);
        for (double value : record.out.decision.command) {
            commands.add(Double.doubleToRawLongBits(value));
        }
        if (record.out.decision.state != before) {
            transitions.add(RunSummary.lower(before) + "->" + RunSummary.lower(record.out.decision.state) + " "
                    + RunSummary.lower(record.out.decision.transitionCause));
        }
        if (deviceStates.isEmpty() || deviceStates.getLast() != record.in.device.state) {
            deviceStates.add(record.in.device.state);
        }
        for (Cause cause : Cause.values()) {
            if ((record.out.decision.causes & cause.bit()) != 0) {
                causes.add(cause);
            }
        }
    }

    private void takeEvents(Path file) throws IOException {
        try (McapReader log = McapReader.open(file)) {
            McapCursor cursor = log.cursor("/events");
            while (cursor.next()) {
                JsonNode event = Json.MAPPER.readTree(cursor.data());
                JsonNode time = event.get("timestamp");
                JsonNode cause = event.get("cause");
                events.add(new FlightEvent(
                        time.get("sec").asLong() * 1_000_000_000
                                + time.get("nsec").asLong(),
                        event.get("tick").asLong(),
                        FlightEvent.Level.values()[event.get("level").asInt()],
                        event.get("name").asText(),
                        event.get("message").asText(),
                        cause == null ? null : Cause.valueOf(cause.asText())));
            }
        }
    }

    /** Causes of the events that a person would read, the failsafe machine's transitions among them. */
    Set<Cause> eventCauses() {
        Set<Cause> found = EnumSet.noneOf(Cause.class);
        events.stream().map(FlightEvent::cause).filter(cause -> cause != null).forEach(found::add);
        return found;
    }
}
