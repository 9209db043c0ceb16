package dev.creance.bench;

import java.util.Arrays;
import java.util.List;

/**
 * One contestant against another under the same rate and load, turn by turn.
 *
 * @param ours turns in order
 * @param peers turns next to ours, in the same order
 */
record LoopComparison(String ourName, List<Turn> ours, String peerName, List<Turn> peers) {
    /** Those that a single turn can show; beyond them only all turns together can. */
    static final double[] PERCENTILES = {50, 99, 99.9};

    /** Median and quartiles over the alternations of our percentile by theirs. */
    Quartiles ratio(double percent) {
        double[] ratios = new double[ours.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ours.get(i).percentileNs(percent) / peers.get(i).percentileNs(percent);
        }
        return Quartiles.of(ratios);
    }

    /** All turns of one as one. */
    static Turn pooled(List<Turn> turns) {
        return new Turn(
                Sample.pooled(turns.stream().map(Turn::latency)),
                sum(turns.stream().mapToLong(Turn::overruns).toArray()),
                sum(turns.stream().mapToLong(Turn::skipped).toArray()),
                turns.stream().mapToDouble(Turn::cpuShare).average().orElse(Double.NaN),
                sum(turns.stream().mapToLong(Turn::allocatedBytes).toArray()));
    }

    private static long sum(long[] values) {
        return Arrays.stream(values).anyMatch(value -> value < 0)
                ? -1
                : Arrays.stream(values).sum();
    }
}
