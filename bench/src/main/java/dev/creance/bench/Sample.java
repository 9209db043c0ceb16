package dev.creance.bench;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * How long events of one kind took.
 *
 * @param ns ascending
 */
record Sample(long[] ns) {
    Sample {
        ns = ns.clone();
        Arrays.sort(ns);
    }

    static Sample pooled(Stream<Sample> samples) {
        return new Sample(
                samples.flatMapToLong(sample -> Arrays.stream(sample.ns())).toArray());
    }

    int count() {
        return ns.length;
    }

    /** Nearest-rank percentile; NaN where there was no event. */
    double percentileNs(double percent) {
        if (ns.length == 0) {
            return Double.NaN;
        }
        // a whole rank must not become the next one by rounding
        int rank = (int) Math.ceil(percent * ns.length / 100 - 1e-9);
        return ns[Math.max(0, Math.min(ns.length, rank) - 1)];
    }
}
