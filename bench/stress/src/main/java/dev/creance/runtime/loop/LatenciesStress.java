package dev.creance.runtime.loop;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** The tick records three latencies while another thread reads twice; a result is how many it found beyond those before. */
@JCStressTest
@Outcome(
        id = {"0, [0-3], 3", "1, [1-3], 3", "2, [23], 3", "3, 3, 3"},
        expect = ACCEPTABLE,
        desc = "some, then some more, and in the end all")
@Outcome(expect = FORBIDDEN, desc = "a latency was lost or counted twice")
@State
public class LatenciesStress {
    /** Histograms are large: they are used again from state to state. */
    private static final Queue<LatenciesStress.Pooled> POOL = new ConcurrentLinkedQueue<>();

    private static final class Pooled {
        private final Latencies latencies = new Latencies();
        private long before;
    }

    private final Pooled pooled;

    public LatenciesStress() {
        Pooled used = POOL.poll();
        pooled = used == null ? new Pooled() : used;
    }

    @Actor
    public void tick() {
        pooled.latencies.tick(100);
        pooled.latencies.tick(20_000);
        pooled.latencies.tick(3_000_000);
    }

    @Actor
    public void reader(JJJ_Result r) {
        r.r1 = count() - pooled.before;
        r.r2 = count() - pooled.before;
    }

    @Arbiter
    public void end(JJJ_Result r) {
        long all = count();
        r.r3 = all - pooled.before;
        pooled.before = all;
        POOL.add(pooled);
    }

    private long count() {
        return pooled.latencies.soFar(Latencies.Kind.TICK).getTotalCount();
    }
}
