package dev.creance.runtime.loop;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.Arrays;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * The writer publishes 1, 2, 3; the reader looks twice, and once more at the end. A result is the value taken, 0 where
 * there was none since the last look, or -1 where the value was not whole or changed while it was the reader's.
 */
@JCStressTest
@Outcome(id = "[0-3], 0, 3", expect = ACCEPTABLE, desc = "nothing newer at the second look")
@Outcome(id = "0, [1-3], 3", expect = ACCEPTABLE, desc = "the first value came between the looks")
@Outcome(
        id = {"1, [23], 3", "2, 3, 3"},
        expect = ACCEPTABLE,
        desc = "a newer value at each look")
@Outcome(expect = FORBIDDEN, desc = "torn, changed under the reader, taken twice, gone back, or the newest was lost")
@State
public class TripleBufferStress {
    private static final int TORN = -1;

    private final TripleBuffer<long[]> buffer = new TripleBuffer<>(() -> new long[6]);

    @Actor
    public void writer() {
        for (int value = 1; value <= 3; value++) {
            Arrays.fill(buffer.writable(), value);
            buffer.publish();
        }
    }

    @Actor
    public void reader(III_Result r) {
        r.r1 = look();
        r.r2 = look();
    }

    @Arbiter
    public void end(III_Result r) {
        buffer.take();
        r.r3 = value();
    }

    private int look() {
        return buffer.take() ? value() : 0;
    }

    private int value() {
        long[] slot = buffer.readable();
        long first = slot[0];
        boolean whole = true;
        for (int i = 1; i < slot.length; i++) {
            whole &= slot[i] == first;
        }
        return whole && slot[0] == first ? (int) first : TORN;
    }
}
