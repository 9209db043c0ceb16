package dev.creance.drivers;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.Arrays;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;

/** The in-process link: the tick and the stop path write, the device reads, and either end closes. */
public final class ByteRingStress {
    private ByteRingStress() {}

    private static byte[] frame(int length, int value) {
        byte[] frame = new byte[length];
        Arrays.fill(frame, (byte) value);
        return frame;
    }

    /** Reads once; what came as digits, so that 112 is a byte 1, another one, and a 2. */
    private static int read(ByteRing ring, byte[] buffer) {
        int count = ring.read(buffer);
        int digits = 0;
        for (int i = 0; i < count; i++) {
            digits = digits * 10 + buffer[i];
        }
        return count < 0 ? count : digits;
    }

    /** Two frames of three bytes into a ring of four: the second one finds room only after the first, and goes around the end. */
    @JCStressTest
    @Outcome(
            id = {"111, 222, 0, 3", "111, 0, 222, 3", "0, 111, 222, 3"},
            expect = ACCEPTABLE,
            desc = "the first frame was read in time for the second")
    @Outcome(
            id = {"111, 0, 0, 0", "0, 111, 0, 0", "0, 0, 111, 0"},
            expect = ACCEPTABLE,
            desc = "no room for the second: none of it was taken")
    @Outcome(expect = FORBIDDEN, desc = "a frame was torn, lost, or overwritten before it was read")
    @State
    public static class FullAndAround {
        private final ByteRing ring = new ByteRing(4);
        private final byte[] first = frame(3, 1);
        private final byte[] second = frame(3, 2);
        private final byte[] buffer = new byte[4];

        @Actor
        public void writer(IIII_Result r) {
            ring.write(first, 3);
            r.r4 = ring.write(second, 3);
        }

        @Actor
        public void reader(IIII_Result r) {
            r.r1 = read(ring, buffer);
            r.r2 = read(ring, buffer);
        }

        @Arbiter
        public void end(IIII_Result r) {
            r.r3 = read(ring, buffer);
        }
    }

    /** Tick and stop path write at once: both frames arrive, neither inside the other. */
    @JCStressTest
    @Outcome(
            id = {"3, 3, 111222", "3, 3, 222111"},
            expect = ACCEPTABLE,
            desc = "one after the other")
    @Outcome(
            id = {"3, 0, 111", "0, 3, 222"},
            expect = ACCEPTABLE,
            desc = "one gave up on the other, which was off the processor, and says so")
    @Outcome(expect = FORBIDDEN, desc = "a frame was lost, torn or mixed with the other")
    @State
    public static class TwoWriters {
        private final ByteRing ring = new ByteRing(16);
        private final byte[] ofTick = frame(3, 1);
        private final byte[] ofStopPath = frame(3, 2);

        @Actor
        public void tick(III_Result r) {
            r.r1 = ring.write(ofTick, 3);
        }

        @Actor
        public void stopPath(III_Result r) {
            r.r2 = ring.write(ofStopPath, 3);
        }

        @Arbiter
        public void end(III_Result r) {
            r.r3 = read(ring, new byte[16]);
        }
    }

    /** One end writes and closes: the other finds all of it before it finds the link closed. */
    @JCStressTest
    @Outcome(
            id = {"0, 0, 11", "0, 11, -1", "11, 0, -1", "11, -1, -1"},
            expect = ACCEPTABLE,
            desc = "the bytes, then the end")
    @Outcome(expect = FORBIDDEN, desc = "closed before what was written had been read")
    @State
    public static class WriteThenClose {
        private final ByteRing ring = new ByteRing(4);
        private final byte[] frame = frame(2, 1);
        private final byte[] buffer = new byte[4];

        @Actor
        public void writer() {
            ring.write(frame, 2);
            ring.close();
        }

        @Actor
        public void reader(III_Result r) {
            r.r1 = read(ring, buffer);
            r.r2 = read(ring, buffer);
        }

        @Arbiter
        public void end(III_Result r) {
            r.r3 = read(ring, buffer);
        }
    }
}
