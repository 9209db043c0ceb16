package dev.creance.sim;

import dev.creance.bridge.Protocol;
import dev.creance.runtime.HotPath;

/**
 * One way of a faulty link: loses frames, keeps them back, repeats them, flips their bits, and puts noise between them. Deterministic
 * for a seed; allocation-free after construction. Not thread-safe.
 */
@HotPath
final class FaultyPipe {
    /** As many frames may be under way; what comes on top is lost, as in a buffer that is full. */
    private static final int UNDER_WAY = 512;

    /** A frame that waits for its successor waits no longer than that. */
    private static final long OVERTAKEN_NS = 50_000_000;

    private static final int NOISE_BYTES = 32;

    /** Where frames come out. */
    @FunctionalInterface
    interface Exit {
        void out(byte[] wire, int length);
    }

    private final ActiveFaults faults;
    private final Fault.Scope way;
    private final Exit exit;
    private final Noise noise;
    private final byte[][] frames = new byte[UNDER_WAY][Protocol.MAX_WIRE_BYTES];
    private final int[] lengths = new int[UNDER_WAY];
    private final long[] dueNs = new long[UNDER_WAY];
    private final byte[] copy = new byte[Protocol.MAX_WIRE_BYTES];
    private final byte[] overtaken = new byte[Protocol.MAX_WIRE_BYTES];
    private final byte[] junk = new byte[NOISE_BYTES];
    private int first;
    private int count;
    private int overtakenLength;
    private long overtakenNs;
    private boolean inBurst;
    private double junkOwed;

    /** @param faults of the link; their owner moves them on */
    FaultyPipe(ActiveFaults faults, Fault.Scope way, Exit exit, long seed) {
        this.faults = faults;
        this.way = way;
        this.exit = exit;
        noise = new Noise(seed);
    }

    private boolean acts(int i, Fault.Kind kind) {
        Fault fault = faults.fault(i);
        Fault.Scope scope = fault.details().scope();
        return faults.acts(i) && fault.kind() == kind && (scope == Fault.Scope.ALL || scope == way);
    }

    /** The share that a kind takes now; 0 where it does not act. */
    private double share(Fault.Kind kind) {
        double share = 0;
        for (int i = 0; i < faults.size(); i++) {
            if (acts(i, kind)) {
                share = Math.max(share, faults.fault(i).details().size()[0]);
            }
        }
        return share;
    }

    private boolean drawn(Fault.Kind kind) {
        double share = share(kind);
        return share > 0 && noise.uniform() < share;
    }

    /** One frame goes in. */
    void in(byte[] wire, int length, long nowNs) {
        if (length > copy.length) {
            exit.out(wire, length);
            return;
        }
        boolean lost = drawn(Fault.Kind.LINK_LOSS);
        lost |= bursting();
        if (lost) {
            return;
        }
        System.arraycopy(wire, 0, copy, 0, length);
        if (drawn(Fault.Kind.LINK_FLIP)) {
            copy[(int) (noise.uniform() * length)] ^= (byte) (1 << (int) (noise.uniform() * 8));
        }
        int times = drawn(Fault.Kind.LINK_DUPLICATE) ? 2 : 1;
        for (int i = 0; i < times; i++) {
            pass(length, nowNs);
        }
    }

    /** Gilbert's channel (Bell Syst. Tech. J. 39(5), 1960): good and bad times, in which all is lost, of geometric length. */
    private boolean bursting() {
        for (int i = 0; i < faults.size(); i++) {
            if (acts(i, Fault.Kind.LINK_BURST)) {
                double[] size = faults.fault(i).details().size();
                double ends = 1 / size[1];
                double begins = ends * size[0] / (1 - size[0]);
                inBurst = inBurst ? noise.uniform() >= ends : noise.uniform() < begins;
                return inBurst;
            }
        }
        inBurst = false;
        return false;
    }

    private void pass(int length, long nowNs) {
        long delayNs = 0;
        for (int i = 0; i < faults.size(); i++) {
            if (acts(i, Fault.Kind.LINK_DELAY)) {
                delayNs = Math.max(delayNs, faults.fault(i).details().timeNs());
            }
        }
        // what is under way keeps its order
        if (delayNs > 0 || count > 0) {
            keep(length, nowNs + delayNs);
        } else if (overtakenLength == 0 && drawn(Fault.Kind.LINK_REORDER)) {
            System.arraycopy(copy, 0, overtaken, 0, length);
            overtakenLength = length;
            overtakenNs = nowNs;
        } else {
            exit.out(copy, length);
            letOvertakenPass();
        }
    }

    private void letOvertakenPass() {
        if (overtakenLength > 0) {
            int length = overtakenLength;
            overtakenLength = 0;
            exit.out(overtaken, length);
        }
    }

    private void keep(int length, long untilNs) {
        if (count < UNDER_WAY) {
            int at = (first + count) % UNDER_WAY;
            System.arraycopy(copy, 0, frames[at], 0, length);
            lengths[at] = length;
            dueNs[at] = untilNs;
            count++;
        }
    }

    /** Lets out what is due, and noise. */
    void advance(long nowNs, double dtS) {
        while (count > 0 && dueNs[first] <= nowNs) {
            int at = first;
            first = (first + 1) % UNDER_WAY;
            count--;
            exit.out(frames[at], lengths[at]);
        }
        if (overtakenLength > 0 && nowNs - overtakenNs > OVERTAKEN_NS) {
            letOvertakenPass();
        }
        junkOwed += share(Fault.Kind.LINK_FLOOD) * dtS;
        while (junkOwed >= 1) {
            junkOwed--;
            for (int i = 0; i < NOISE_BYTES; i++) {
                junk[i] = (byte) noise.bits();
            }
            junk[NOISE_BYTES - 1] = 0;
            exit.out(junk, NOISE_BYTES);
        }
    }
}
