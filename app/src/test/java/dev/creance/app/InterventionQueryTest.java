package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.creance.record.LogReader;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A flight in which the shield takes over twice, and what docs/log.md says to ask of its log. */
class InterventionQueryTest {
    private static final Path PAGE = Path.of("../docs/log.md");

    /** Loads the table, runs the query, prints what comes of it; nothing but Python's own library. */
    private static final String SQLITE = """
            import csv, sqlite3, sys
            table, query = sys.argv[1:]
            rows = list(csv.reader(open(table)))
            db = sqlite3.connect(":memory:")
            db.execute("CREATE TABLE flight (%s)" % ",".join('"%s"' % name for name in rows[0]))
            db.executemany("INSERT INTO flight VALUES (%s)" % ",".join("?" * len(rows[0])), rows[1:])
            for row in db.execute(query):
                print(*row)
            """;

    /** What docs/log.md says of an intervention that pauses. */
    private static final long PAUSE_NS = 100_000_000;

    @TempDir
    Path folder;

    private Path flown() {
        return TestFlight.of("8 s")
                .fault("{kind: policy_nan, at: 4 s, for: 50 ms}, {kind: policy_nan, at: 6 s, for: 20 ms}")
                .fly(folder)
                .file();
    }

    private Path table(Path log) {
        Path csv = folder.resolve("flight.csv");
        StringWriter said = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setErr(new PrintWriter(said, true));
        assertThat(line.execute("log", "csv", log.toString(), "--out", csv.toString()))
                .as(said.toString())
                .isEqualTo(ExitCode.DONE);
        return csv;
    }

    /** By the decisions themselves: the action in force in the tick before each in which something else is executed anew. */
    private static Map<Long, Integer> expected(Path file) throws IOException {
        Map<Long, Integer> rewards = new TreeMap<>();
        try (LogReader log = LogReader.open(file)) {
            TickRecord record = log.schema().newRecord();
            long intervenedNs = Long.MIN_VALUE / 2;
            long actionBefore = -1;
            while (log.next(record)) {
                boolean intervenes =
                        record.out.decision.state.policyMayFly() && record.out.decision.verdict != Verdict.PASS;
                if (intervenes && record.in.nowNs - intervenedNs > PAUSE_NS) {
                    rewards.put(actionBefore, -1);
                }
                rewards.putIfAbsent(record.in.actionTick, 0);
                intervenedNs = intervenes ? record.in.nowNs : intervenedNs;
                actionBefore = record.in.actionTick;
            }
        }
        rewards.remove(-1L);
        return rewards;
    }

    @Test
    void theDocumentedQueryGivesTheRewardOfEachActionByTheDecisionsOfTheLog() throws Exception {
        assumePython();
        Path log = flown();
        Matcher query = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(query.find()).isTrue();

        Map<Long, Integer> rewards = new TreeMap<>();
        for (String row : run(table(log).toString(), query.group(1)).lines().toList()) {
            rewards.put(Long.parseLong(row.split(" ")[0]), Integer.parseInt(row.split(" ")[1]));
        }

        Map<Long, Integer> expected = expected(log);
        assertThat(expected.values().stream().filter(reward -> reward == -1))
                .as("actions before a takeover")
                .hasSize(2);
        assertThat(rewards).isEqualTo(expected);
    }

    private static void assumePython() {
        boolean there;
        try {
            there = new ProcessBuilder("python3", "-c", "import sqlite3")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException | InterruptedException missing) {
            there = false;
        }
        if ("true".equals(System.getenv("CI"))) {
            assertThat(there).as("python3 with sqlite3, where CI=true").isTrue();
        }
        assumeThat(there).as("python3 with sqlite3").isTrue();
    }

    private static String run(String table, String query) throws IOException, InterruptedException {
        Process python = new ProcessBuilder(List.of("python3", "-c", SQLITE, table, query))
                .redirectErrorStream(true)
                .start();
        String said = new String(python.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(python.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void aRowSaysWhatWasWantedWhatWasExecutedByWhomAndWhy() throws IOException {
        Path csv = table(flown());
        List<String> lines = Files.readAllLines(csv);
        List<String> columns = List.of(lines.getFirst().split(",", -1));

        assertThat(columns)
                .contains("onset", "action.0", "proposal.motor.3", "command.motor.3", "margin.geofence", "action_tick");
        List<List<String>> onsets = lines.stream()
                .skip(1)
                .map(line -> List.of(line.split(",", -1)))
                .filter(row -> row.get(columns.indexOf("onset")).equals("1"))
                .toList();
        assertThat(onsets)
                .as("the takeovers, and the throttles that are let rise slowly first")
                .hasSize(3);
        for (List<String> row : onsets.subList(1, 3)) {
            assertThat(row).hasSameSizeAs(columns);
            assertThat(row.get(columns.indexOf("source"))).isEqualTo("backup");
            assertThat(row.get(columns.indexOf("causes"))).isEqualTo("policy_non_finite");
            assertThat(row.get(columns.indexOf("proposal.motor.0"))).isEqualTo("NaN");
            assertThat(Double.parseDouble(row.get(columns.indexOf("command.motor.0"))))
                    .isBetween(0.0, 1.0);
        }
    }
}
