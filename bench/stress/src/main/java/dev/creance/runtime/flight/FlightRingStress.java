package dev.creance.runtime.flight;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.creance.runtime.TickRecord;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * The tick appends while the recorder drains. Records are numbered from 1 in each test; a result is the number of the record
 * that was found, 0 for none, or -1 for one that was not whole.
 */
public final class FlightRingStress {
    private FlightRingStress() {}

    /** An empty ring. */
    @JCStressTest
    @Outcome(id = "0, 0, 1, 2", expect = ACCEPTABLE, desc = "the drain came too early")
    @Outcome(
            id = {"1, 0, 2, 0", "0, 1, 2, 0"},
            expect = ACCEPTABLE,
            desc = "it found the first record")
    @Outcome(id = "1, 2, 0, 0", expect = ACCEPTABLE, desc = "it found both records")
    @Outcome(expect = FORBIDDEN, desc = "a record was torn, lost, repeated or out of order")
    @State
    public static class Append {
        private final PooledRing pooled = PooledRing.take();

        @Actor
        public void tick() {
            pooled.append(1);
            pooled.append(2);
        }

        @Actor
        public void recorder(IIII_Result r) {
            r.r1 = pooled.drain();
            r.r2 = pooled.drain();
        }

        @Arbiter
        public void end(IIII_Result r) {
            r.r3 = pooled.drain();
            r.r4 = pooled.drain();
            pooled.giveBack();
        }
    }

    /** A full ring: a record may take the place of the oldest only after that was drained. */
    @JCStressTest
    @Outcome(
            id = "1, 1, 1",
            expect = ACCEPTABLE,
            desc = "the slot was free in time, and the drain found what had been in it")
    @Outcome(
            id = "0, 1, 1",
            expect = ACCEPTABLE,
            desc = "still full: dropped and counted, and the drain found the oldest")
    @Outcome(expect = FORBIDDEN, desc = "the oldest record was overwritten under the drain, or a drop was not counted")
    @State
    public static class Full {
        private final PooledRing pooled = PooledRing.take();
        private final long droppedBefore = pooled.ring.dropped();

        public Full() {
            for (int number = 1; number <= pooled.ring.capacity(); number++) {
                pooled.append(number);
            }
        }

        @Actor
        public void tick(III_Result r) {
            r.r1 = pooled.append((int) pooled.ring.capacity() + 1) ? 1 : 0;
        }

        @Actor
        public void recorder(III_Result r) {
            r.r2 = pooled.drain();
        }

        @Arbiter
        public void end(III_Result r) {
            long dropped = pooled.ring.dropped() - droppedBefore;
            int expected = 2;
            int found = pooled.drain();
            while (found == expected) {
                expected++;
                found = pooled.drain();
            }
            boolean all = found == 0 && expected == pooled.ring.capacity() + 1 + r.r1;
            r.r3 = all && dropped == 1 - r.r1 ? 1 : 0;
            pooled.giveBack();
        }
    }

    /** What a recovery would find at any instant: a slot that names its record holds it whole. */
    @JCStressTest
    @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "the record is not there yet")
    @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "the record is there, whole")
    @Outcome(expect = FORBIDDEN, desc = "a slot names a record that it does not hold")
    @State
    public static class Recovery {
        private final PooledRing pooled = PooledRing.take();
        private final RingFile file = pooled.ring.file;
        private final long position = file.committed();

        @Actor
        public void tick() {
            pooled.append(1);
        }

        @Actor
        public void observer(ZZ_Result r) {
            if (file.sequence(position % file.slots) == position + 1) {
                VarHandle.acquireFence();
                TickRecord found = pooled.found;
                file.codec.decode(file.memory, file.payload(position), found);
                r.r1 = true;
                r.r2 = file.isValid(position) && PooledRing.number(found) == 1;
            }
        }

        @Arbiter
        public void end() {
            pooled.drain();
            pooled.giveBack();
        }
    }
}
