package dev.creance.bench;

import java.util.Arrays;

/**
 * What came of one contestant's turn. Latencies are one for each wake-up, as cyclictest takes them: a stall counts once, however
 * many ticks it cost; {@code skipped} says how many.
 *
 * @param latencyNs wake-up minus deadline, ascending
 * @param overruns wake-ups later than one period; −1 where the contestant does not tell
 * @param skipped deadlines that passed during those; −1 likewise
 * @param cpuShare processor time over elapsed time
 * @param allocatedBytes on the Java heap, by the loop; 0 for C
 */
record Turn(long[] latencyNs, long overruns, long skipped, double cpuShare, long allocatedBytes) {
    Turn {
        latencyNs = latencyNs.clone();
        Arrays.sort(latencyNs);
    }

    int ticks() {
        return latencyNs.length;
    }

    /** Nearest-rank percentile. */
    double percentileNs(double percent) {
        // a whole rank must not become the next one by rounding
        int rank = (int) Math.ceil(percent * latencyNs.length / 100 - 1e-9);
        return latencyNs[Math.max(0, Math.min(latencyNs.length, rank) - 1)];
    }
}
