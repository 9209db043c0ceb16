package dev.creance.bench;

/**
 * What came of one contestant's turn. Latencies are one for each wake-up, as cyclictest takes them: a stall counts once, however
 * many ticks it cost; {@code skipped} says how many.
 *
 * @param latency wake-up minus deadline
 * @param overruns wake-ups later than one period; −1 where the contestant does not tell
 * @param skipped deadlines that passed during those; −1 likewise
 * @param cpuShare processor time over elapsed time
 * @param allocatedBytes on the Java heap, by the loop; 0 for C
 */
record Turn(Sample latency, long overruns, long skipped, double cpuShare, long allocatedBytes) {
    int ticks() {
        return latency.count();
    }

    double percentileNs(double percent) {
        return latency.percentileNs(percent);
    }
}
