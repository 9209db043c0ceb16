package dev.creance.runtime.counters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.Allocation;
import dev.creance.runtime.ChildJvm;
import dev.creance.runtime.lateness.LateCause;
import dev.creance.runtime.loop.Latencies;
import dev.creance.runtime.property.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CounterFileTest {
    private static final long UPDATES = 300_000;

    @TempDir
    private Path folder;

    private Path path() {
        return folder.resolve("counters");
    }

    private CounterFile create() throws IOException {
        return CounterFile.create(path(), "crazyflie", CounterLayout.names());
    }

    @Test
    void whatWasPublishedIsReadByName() throws IOException {
        long[] values = new long[CounterLayout.size()];
        Arrays.setAll(values, i -> 1000 + i);
        try (CounterFile file = create();
                CounterReader reader = CounterReader.open(path())) {
            file.publish(values);

            CounterReader.Snapshot snapshot = reader.read();

            assertThat(snapshot.torn()).isFalse();
            assertThat(snapshot.values().keySet()).containsExactlyElementsOf(CounterLayout.names());
            assertThat(snapshot.get("overruns")).isEqualTo(1000 + CounterLayout.at(Counter.OVERRUNS));
            assertThat(snapshot.get("wakeup_p999_ns")).isEqualTo(1002 + CounterLayout.at(Latencies.Kind.WAKE_UP));
            assertThat(snapshot.get("record_max_ns")).isEqualTo(1003 + CounterLayout.at(Latencies.Kind.RECORD));
            assertThat(snapshot.get("late_steal")).isEqualTo(1000 + CounterLayout.at(LateCause.STEAL));
            assertThat(snapshot.get("no such name")).isEqualTo(-1);
            assertThat(reader.robot()).isEqualTo("crazyflie");
            assertThat(reader.pid()).isEqualTo(ProcessHandle.current().pid());
        }
    }

    @Test
    void aReaderNeverSeesValuesOfTwoUpdates() throws Exception {
        try (CounterFile file = create();
                CounterReader reader = CounterReader.open(path())) {
            AtomicBoolean done = new AtomicBoolean();
            Thread writer = Thread.ofPlatform().daemon().start(() -> {
                long[] values = new long[CounterLayout.size()];
                for (long update = 1; update <= UPDATES; update++) {
                    Arrays.fill(values, update);
                    file.publish(values);
                }
                done.set(true);
            });

            long[] seen = new long[CounterLayout.size()];
            long mixed = 0;
            long whole = 0;
            long last = 0;
            long backwards = 0;
            boolean over = false;
            while (!over) {
                over = done.get();
                if (reader.readInto(seen)) {
                    whole++;
                    for (long value : seen) {
                        mixed += value == seen[0] ? 0 : 1;
                    }
                    backwards += seen[0] < last ? 1 : 0;
                    last = seen[0];
                }
            }
            writer.join();

            assertThat(mixed).isZero();
            assertThat(backwards).isZero();
            assertThat(whole).isPositive();
            assertThat(last).isEqualTo(UPDATES);
        }
    }

    @Test
    void anUpdateThatWasNeverFinishedIsShownAsSuch() throws IOException {
        byte[] content;
        try (CounterFile file = create()) {
            file.publish(new long[CounterLayout.size()]);
            content = Files.readAllBytes(path());
        }
        content[CounterFile.SEQUENCE_AT]++;
        Files.write(path(), content);

        try (CounterReader reader = CounterReader.open(path())) {
            assertThat(reader.read().torn()).isTrue();
        }
    }

    @Test
    void publishingAllocatesNothing() throws IOException {
        long[] values = new long[CounterLayout.size()];
        try (CounterFile file = create()) {
            assertThat(Allocation.bytesOf(20_000, () -> file.publish(values))).isZero();
        }
    }

    @Test
    void aCleanEndDeletesTheFileAndAReaderKeepsItsLastValues() throws IOException {
        CounterFile file = create();
        long[] values = new long[CounterLayout.size()];
        Arrays.fill(values, 7);
        file.publish(values);
        try (CounterReader reader = CounterReader.open(path())) {
            file.close();

            assertThat(path()).doesNotExist();
            assertThat(reader.read().get("ticks")).isEqualTo(7);
        }
    }

    @Test
    void theWriterThatWasKilledIsToldFromTheOneThatLives() throws Exception {
        Process writer = ChildJvm.start(Writer.class, path().toString());
        try (var lines = writer.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("published");
            try (CounterReader reader = CounterReader.open(path())) {
                assertThat(reader.writerLives()).isTrue();
                assertThat(reader.pid()).isEqualTo(writer.pid());

                writer.destroyForcibly().waitFor();

                assertThat(reader.writerLives()).isFalse();
                assertThat(reader.read().get("ticks")).isEqualTo(42);
            }
        } finally {
            writer.destroyForcibly();
        }
    }

    /** Publishes once and waits to be killed. */
    static final class Writer {
        private Writer() {}

        @SuppressWarnings("MustBeClosedChecker") // it is killed
        public static void main(String[] arguments) throws IOException {
            CounterFile file = CounterFile.create(Path.of(arguments[0]), "child", CounterLayout.names());
            long[] values = new long[CounterLayout.size()];
            Arrays.fill(values, 42);
            file.publish(values);
            System.out.println("published");
            System.in.read();
        }
    }

    @Test
    void whatALeftOverFileHeldIsGoneOnceANewRunBegins() throws IOException {
        Files.writeString(path(), "of an earlier run");

        try (CounterFile file = create();
                CounterReader reader = CounterReader.open(path())) {
            file.publish(new long[CounterLayout.size()]);
            assertThat(reader.read().get("ticks")).isZero();
        }
    }

    @Test
    void aLongNameOfARobotIsCutAtItsPlace() throws IOException {
        try (CounterFile file = CounterFile.create(path(), "r".repeat(200), List.of("a"));
                CounterReader reader = CounterReader.open(path())) {
            file.publish(new long[] {5});
            assertThat(reader.robot()).isEqualTo("r".repeat(63));
            assertThat(reader.read().get("a")).isEqualTo(5);
        }
    }

    @Test
    void whatIsNoCounterFileIsRefusedByName() throws IOException {
        Files.writeString(path(), "x".repeat(5000));
        assertThatThrownBy(() -> CounterReader.open(path()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("counters: no counter file");

        Files.writeString(path(), "short");
        assertThatThrownBy(() -> CounterReader.open(path())).hasMessageContaining("no counter file");
    }

    @Test
    void aFileOfAnotherVersionIsRefusedWithBoth() throws IOException {
        byte[] content;
        try (CounterFile file = create()) {
            file.publish(new long[CounterLayout.size()]);
            content = Files.readAllBytes(path());
        }
        content[CounterFile.VERSION_AT] = 9;
        Files.write(path(), content);

        assertThatThrownBy(() -> CounterReader.open(path())).hasMessageContaining("version 9, not 1");
    }

    @Test
    void aDamagedHeaderNeverLeadsOutsideTheFile() throws IOException {
        byte[] sound;
        try (CounterFile file = create()) {
            file.publish(new long[CounterLayout.size()]);
            sound = Files.readAllBytes(path());
        }
        Property.check(500, choices -> {
            byte[] damaged = sound.clone();
            for (int i = choices.integer(1, 6); i > 0; i--) {
                damaged[choices.integer(0, CounterFile.VALUES_AT - 1)] = (byte) choices.integer(-128, 127);
            }
            Files.write(path(), Arrays.copyOf(damaged, choices.integer(0, damaged.length)));
            try (CounterReader reader = CounterReader.open(path())) {
                reader.robot();
                reader.readInto(new long[0]);
                assertThat(reader.read().values()).isNotEmpty();
            } catch (IOException refused) {
                assertThat(refused).hasMessageContaining("counter");
            }
        });
    }
}
