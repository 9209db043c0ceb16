package dev.creance.runtime.counters;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * The run publishes 1, then 2, where 0 stood; a reader looks twice, through a mapping of its own as another process has, and once more
 * at the end. A result is the value that all counters had, -1 where the reader was told to look again, or -2 where it was told that
 * they belong together and they did not.
 */
@JCStressTest
@Outcome(
        id = {"0, [012], 2", "1, [12], 2", "2, 2, 2"},
        expect = ACCEPTABLE,
        desc = "whole, and never older than before")
@Outcome(
        id = {"-1, [012], 2", "[012], -1, 2", "-1, -1, 2"},
        expect = ACCEPTABLE,
        desc = "an update was under way, and the reader was told so")
@Outcome(expect = FORBIDDEN, desc = "torn between two updates, gone back, or the newest was lost")
@State
public class CounterFileStress {
    private static final int AGAIN = -1;
    private static final int TORN = -2;

    private final Pooled pooled = Pooled.take();

    public CounterFileStress() {
        pooled.publish(0);
    }

    @Actor
    public void run() {
        pooled.publish(1);
        pooled.publish(2);
    }

    @Actor
    public void top(III_Result r) {
        r.r1 = pooled.look();
        r.r2 = pooled.look();
    }

    @Arbiter
    public void end(III_Result r) {
        r.r3 = pooled.look();
        pooled.giveBack();
    }

    /** Used again from state to state: making a file takes far longer than a test. */
    private static final class Pooled {
        private static final Queue<Pooled> POOL = new ConcurrentLinkedQueue<>();
        // More than a run has, so that an update takes long enough to be met.
        private static final List<String> NAMES =
                IntStream.range(0, 1000).mapToObj(i -> "counter" + i).toList();

        private final CounterFile file;
        private final CounterReader reader;
        private final long[][] updates = new long[3][NAMES.size()];
        private final long[] seen = new long[NAMES.size()];

        private Pooled() {
            for (int i = 0; i < updates.length; i++) {
                Arrays.fill(updates[i], i);
            }
            try {
                Path memory = Path.of("/dev/shm");
                Path folder = Files.createTempDirectory(
                        Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir")),
                        "creance-stress");
                Path path = folder.resolve("counters");
                file = CounterFile.create(path, "stress", NAMES);
                reader = CounterReader.open(path);
                // It stays mapped without its name, until the process ends.
                Files.delete(path);
                Files.delete(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static Pooled take() {
            Pooled used = POOL.poll();
            return used == null ? new Pooled() : used;
        }

        void giveBack() {
            POOL.add(this);
        }

        void publish(int value) {
            file.publish(updates[value]);
        }

        int look() {
            if (!reader.readInto(seen)) {
                return AGAIN;
            }
            boolean whole = true;
            for (long value : seen) {
                whole &= value == seen[0];
            }
            return whole ? (int) seen[0] : TORN;
        }
    }
}
