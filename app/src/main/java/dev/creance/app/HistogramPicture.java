package dev.creance.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** A distribution of latencies as text: a bar for each of the steps 1, 2, 5, 10, ...; plain characters, for mails and issues. */
final class HistogramPicture {
    private static final int WIDTH = 50;
    private static final long FIRST_NS = 100;
    private static final int[] STEPS = {1, 2, 5};

    /** How many lie above {@code fromNs} and at or below {@code toNs}. */
    record Bin(long fromNs, long toNs, long count) {}

    private HistogramPicture() {}

    /** From the first to the last that is not empty; those between included. */
    static List<Bin> bins(Histogram histogram) {
        List<Bin> bins = new ArrayList<>();
        long from = 0;
        long before = 0;
        long all = histogram.getTotalCount();
        for (long decade = FIRST_NS; before < all; decade *= 10) {
            for (int step : STEPS) {
                long to = step * decade;
                long upTo = histogram.getCountBetweenValues(0, to);
                if (before < all && (upTo > 0 || !bins.isEmpty())) {
                    bins.add(new Bin(from, to, upTo - before));
                }
                before = upTo;
                from = to;
            }
        }
        return bins;
    }

    /** The bars are logarithmic: a single late one among a million must be seen. */
    static String of(Histogram histogram) {
        StringBuilder text = new StringBuilder();
        double most =
                Math.log1p(bins(histogram).stream().mapToLong(Bin::count).max().orElse(1));
        for (Bin bin : bins(histogram)) {
            int length = bin.count() == 0 ? 0 : Math.max(1, (int) Math.round(WIDTH * Math.log1p(bin.count()) / most));
            text.append(String.format(
                            Locale.ROOT,
                            "  %9s - %-9s %9d  %s",
                            limit(bin.fromNs()),
                            limit(bin.toNs()),
                            bin.count(),
                            "#".repeat(length))
                    .stripTrailing());
            text.append('\n');
        }
        return text.toString();
    }

    private static String limit(long ns) {
        if (ns == 0) {
            return "0";
        }
        double us = ns * 1e-3;
        return us < 1
                ? String.format(Locale.ROOT, "%.1f us", us)
                : us < 1000
                        ? String.format(Locale.ROOT, "%.0f us", us)
                        : us < 1e6
                                ? String.format(Locale.ROOT, "%.0f ms", us * 1e-3)
                                : String.format(Locale.ROOT, "%.0f s", us * 1e-6);
    }
}
