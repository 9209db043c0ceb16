package dev.creance.drivers;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Two writers and one buffer that is free: each who gets it counts in it, not atomically, and lets it go. The results are who
 * got it, and the count in the end.
 */
@JCStressTest
@Outcome(
        id = {"1, 0, 1", "0, 1, 1"},
        expect = ACCEPTABLE,
        desc = "one got it, and the other did not wait")
@Outcome(id = "1, 1, 2", expect = ACCEPTABLE, desc = "one after the other")
@Outcome(expect = FORBIDDEN, desc = "both had it at once, or nobody got it")
@State
public class NativeBuffersStress {
    /** Direct memory is used again from state to state. */
    private static final Queue<NativeBuffers> POOL = new ConcurrentLinkedQueue<>();

    private final NativeBuffers buffers;

    public NativeBuffersStress() {
        NativeBuffers used = POOL.poll();
        buffers = used == null ? withOneFree() : used;
    }

    private static NativeBuffers withOneFree() {
        NativeBuffers all = new NativeBuffers(1);
        all.claim();
        all.claim();
        return all;
    }

    @Actor
    public void tick(III_Result r) {
        r.r1 = countInside();
    }

    @Actor
    public void stopPath(III_Result r) {
        r.r2 = countInside();
    }

    @Arbiter
    public void end(III_Result r) {
        int index = buffers.claim();
        ByteBuffer buffer = buffers.buffer(index);
        r.r3 = buffer.get(0);
        buffer.put(0, (byte) 0);
        buffers.release(index);
        POOL.add(buffers);
    }

    private int countInside() {
        int index = buffers.claim();
        if (index == NativeBuffers.NONE) {
            return 0;
        }
        ByteBuffer buffer = buffers.buffer(index);
        buffer.put(0, (byte) (buffer.get(0) + 1));
        buffers.release(index);
        return 1;
    }
}
