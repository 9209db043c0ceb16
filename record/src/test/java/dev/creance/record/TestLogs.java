package dev.creance.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.record.mcap.McapAttachment;
import dev.creance.runtime.TickRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Logs of the test flight. */
final class TestLogs {
    static final String CONFIGURATION = "creance: 1\nrobot: crazyflie\n";
    static final LogHeader LOCKSTEP = header(true);
    static final LogHeader REAL_TIME = header(false);

    private TestLogs() {}

    private static LogHeader header(boolean lockstep) {
        return new LogHeader(
                TestFlight.schema(),
                lockstep,
                List.of(McapAttachment.ofText("robot.yaml", "text/yaml", CONFIGURATION)));
    }

    static McapSink.Settings in(Path directory) {
        return new McapSink.Settings(directory, "flight", 256L << 20);
    }

    /** Writes so many ticks; the first file. */
    static Path write(Path directory, LogHeader header, long ticks) throws IOException {
        McapSink sink = McapSink.open(in(directory), header);
        TestFlight.fly(ticks, sink::accept);
        sink.close();
        return sink.status().files().getFirst();
    }

    /** Asserts that the log holds the first ticks of a flight, bit for bit, and no more. */
    static void assertHolds(LogReader log, long ticks, long flown) throws IOException {
        List<String> expected = texts(flown).subList(0, (int) ticks);
        List<String> read = texts(log);
        assertThat(read).hasSameSizeAs(expected);
        for (int i = 0; i < read.size(); i++) {
            assertThat(read.get(i)).as("record " + i).isEqualTo(expected.get(i));
        }
    }

    static List<String> texts(long ticks) {
        List<String> texts = new ArrayList<>();
        TestFlight.fly(ticks, record -> texts.add(TickText.of(record)));
        return texts;
    }

    static List<String> texts(LogReader log) throws IOException {
        List<String> texts = new ArrayList<>();
        TickRecord record = log.schema().newRecord();
        while (log.next(record)) {
            texts.add(TickText.of(record));
        }
        return texts;
    }

    static List<Long> ticks(LogReader log) throws IOException {
        List<Long> ticks = new ArrayList<>();
        TickRecord record = log.schema().newRecord();
        while (log.next(record)) {
            ticks.add(record.in.tick);
        }
        return ticks;
    }
}
