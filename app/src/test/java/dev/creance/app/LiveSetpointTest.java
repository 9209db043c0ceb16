package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.creance.record.FlightEvent;
import dev.creance.record.LogReader;
import dev.creance.runtime.TickRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** People change in flight what is asked of the policy; the flight can be repeated from its log, and from a schedule of theirs. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LiveSetpointTest {
    private static final String START = "[{at: 0 s, of: more.throttle, to: 0}]";

    @TempDir
    private Path folder;

    private Path policy;
    private final List<List<String>> answers = new ArrayList<>();

    @BeforeEach
    void writeThePolicy() throws IOException {
        policy = AskedPolicy.in(folder);
    }

    private TestFlight flight(String setpoints) {
        return TestFlight.of("30 s")
                .with("policy.use", policy.toString())
                .with("policy.set", "[more.throttle]")
                .with("scenario.reference", "{kind: hover, height: 1 m, climb: 0.5 m/s}")
                .with("scenario.setpoints", setpoints);
    }

    /** Each request waits for the answer to the one before; once in the air. */
    private TestFlight.Flown asking(String name, String... requests) throws IOException {
        Path flight = Files.createDirectory(folder.resolve(name));
        return flight(START)
                .onceAirborne(() -> {
                    for (String request : requests) {
                        ask(flight.resolve("out").resolve("setpoints"), request);
                    }
                })
                .fly(flight);
    }

    private void ask(Path setpoints, String request) {
        try {
            Path answer = RequestFolder.answerTo(SetpointRequests.handIn(setpoints, List.of(request.split(", "))));
            while (!Files.exists(answer)) {
                LockSupport.parkNanos(1_000_000);
            }
            answers.add(Files.readAllLines(answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aChangeInFlightIsObservedToldAndRepeatedBitForBit() throws IOException {
        TestFlight.Flown flown = asking("live", "more.throttle=0.5", "more.throttle=0.25");

        assertThat(answers)
                .containsExactly(List.of("accepted", "more.throttle=0.5"), List.of("accepted", "more.throttle=0.25"));
        JsonNode changes = flown.summary().toJson().get("setpoints");
        assertThat(changes).hasSize(2);
        assertThat(changes.at("/0/of").asText()).isEqualTo("more.throttle");
        assertThat(changes.at("/0/from").asDouble()).isZero();
        assertThat(changes.at("/1/from").asDouble()).isEqualTo(0.5);
        assertThat(observed(flown.file())).containsExactly(0f, 0.5f, 0.25f);
        assertThat(flown.log().events())
                .extracting(FlightEvent::message)
                .anyMatch(message -> message.matches(
                        "set point more\\.throttle is 0\\.5 from [0-9]+\\.[0-9]{3} s of flight on, was 0"));
        assertThat(SummaryText.of(flown.summary())).contains("  asked      set point more.throttle is 0.5 from");
        assertThat(flown.summary().allocation().bytes()).isZero();
        assertThat(Replayed.of(flown.file()).text())
                .contains("no bit differs in " + flown.summary().ticks() + " ticks");

        Path again = Files.createDirectory(folder.resolve("again"));
        TestFlight.Flown scheduled = flight(scheduleOf(changes)).fly(again);
        assertThat(scheduled.log().commands()).isEqualTo(flown.log().commands());
    }

    /** Every value that the policy observed, once it was another than before. */
    private static List<Float> observed(Path file) throws IOException {
        List<Float> values = new ArrayList<>();
        try (LogReader log = LogReader.open(file)) {
            TickRecord record = log.schema().newRecord();
            while (log.next(record)) {
                float value = record.out.observation[0];
                if (record.out.observed && (values.isEmpty() || values.getLast() != value)) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    private static String scheduleOf(JsonNode changes) {
        StringBuilder schedule = new StringBuilder("[{at: 0 s, of: more.throttle, to: 0}");
        for (JsonNode change : changes) {
            schedule.append(", {at: ")
                    .append(change.get("at_s").asText())
                    .append(" s, of: ")
                    .append(change.get("of").asText())
                    .append(", to: ")
                    .append(change.get("to").asText())
                    .append('}');
        }
        return schedule.append(']').toString();
    }

    @Test
    void whatMustNotBeAskedForIsRefusedAndTheFlightGoesOnAsIfNothingHadBeen() throws IOException {
        TestFlight.Flown alone = asking("alone");
        TestFlight.Flown flown = asking(
                "refused",
                "less.throttle=0.5",
                "more.throttle=NaN",
                "more.throttle=0.5 m/s",
                "more.throttle=1.5",
                "more.throttle=-0.1",
                "more.throttle",
                "more.throttle=0.5, more.throttle=0.6",
                "more.throttle=0.5, other.throttle=1");

        assertThat(answers).hasSize(8).allMatch(answer -> answer.getFirst().equals("refused"));
        assertThat(answers.stream().map(List::getLast))
                .containsExactly(
                        "'less.throttle=0.5' names none of the set points that policy.set opens: [more.throttle]",
                        "more.throttle=NaN is no finite number with a unit",
                        "more.throttle=0.5 m/s has the unit m/s, and the policy takes a number without one",
                        "more.throttle=1.5 is above 1.0, the greatest that the policy takes",
                        "more.throttle=-0.1 is below 0.0, the least that the policy takes",
                        "'more.throttle' names none of the set points that policy.set opens: [more.throttle]",
                        "more.throttle is asked for twice",
                        "'other.throttle=1' names none of the set points that policy.set opens: [more.throttle]");
        assertThat(flown.summary().toJson().get("setpoints")).isEmpty();
        assertThat(flown.log().commands()).isEqualTo(alone.log().commands());
        assertThat(flown.file()).hasSameBinaryContentAs(alone.file());
    }

    @Test
    void onlyWhatThePolicyKnowsAndTheScenarioBeginsWithCanBeOpened() {
        assertThatThrownBy(
                        () -> flight(START).with("policy.set", "[more.speed]").fly(folder))
                .hasMessageContaining("'more.speed' is no value of a set point of the policy")
                .hasMessageContaining("more.throttle");
    }

    private int set(StringWriter out, Object... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(out, true));
        List<String> all = new ArrayList<>(List.of("policy", "set"));
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        return line.execute(all.toArray(String[]::new));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFlightOfAnotherProcessInRealTimeTakesThemFromTheCommandLine() throws Exception {
        StringWriter out = new StringWriter();
        try (ChildRun run = ChildRun.start(
                folder,
                "devices.vehicle.port=pty:sim",
                "policy.use=" + policy,
                "policy.set=[more.throttle]",
                "scenario.duration=8 s",
                "scenario.reference={kind: hover, height: 1 m, climb: 0.5 m/s}",
                "scenario.setpoints=" + START)) {
            run.awaitState("active", -1);

            assertThat(set(out, run.folder(), "more.throttle=2")).isEqualTo(ExitCode.FOUND);
            assertThat(out.toString()).contains("more.throttle=2 is above 1.0");
            assertThat(set(out, run.folder(), "more.throttle=0.5")).isEqualTo(ExitCode.DONE);

            assertThat(run.awaitEnd()).isEqualTo(ExitCode.DONE);
            assertThat(run.summary().at("/setpoints/0/to").asDouble()).isEqualTo(0.5);
            assertThat(observed(run.log())).containsExactly(0f, 0.5f);
            assertThat(Replayed.of(run.log()).text()).contains("no bit differs");

            assertThat(set(out, run.folder(), "more.throttle=0.5")).isEqualTo(ExitCode.USAGE);
            assertThat(out.toString()).contains("is over");
        }
    }
}
