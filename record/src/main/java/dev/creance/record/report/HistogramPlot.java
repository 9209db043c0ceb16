package dev.creance.record.report;

import java.util.Locale;
import org.HdrHistogram.AbstractHistogram;

/** Latencies, both axes logarithmic: a single late tick among a million is seen. */
final class HistogramPlot {
    private static final double HEIGHT = 270;
    private static final double TOP = 62;
    private static final double BOTTOM = HEIGHT - 34;
    private static final int BARS_PER_DECADE = 12;
    private static final double NS_PER_US = 1e3;

    private final AbstractHistogram latenciesNs;
    private final int fromDecade;
    private final int toDecade;
    private final double mostCount;
    private final long[] counts;

    HistogramPlot(AbstractHistogram latenciesNs) {
        this.latenciesNs = latenciesNs;
        double leastUs = Math.max(0.1, latenciesNs.getMinNonZeroValue() / NS_PER_US);
        double mostUs = Math.max(1, latenciesNs.getMaxValue() / NS_PER_US);
        fromDecade = (int) Math.floor(Math.log10(leastUs));
        toDecade = Math.max(fromDecade + 1, (int) Math.ceil(Math.log10(mostUs)));
        counts = new long[(toDecade - fromDecade) * BARS_PER_DECADE];
        latenciesNs.recordedValues().forEach(step -> {
            double us = Math.max(step.getValueIteratedTo() / NS_PER_US, Math.pow(10, fromDecade));
            int bar = (int) ((Math.log10(us) - fromDecade) * BARS_PER_DECADE);
            counts[Math.clamp(bar, 0, counts.length - 1)] += step.getCountAtValueIteratedTo();
        });
        long most = 1;
        for (long count : counts) {
            most = Math.max(most, count);
        }
        mostCount = Math.max(10, most);
    }

    String draw() {
        Svg svg = Svg.picture(TimePlot.WIDTH, HEIGHT, "histogram of wake-up latencies");
        for (int decade = fromDecade; decade <= toDecade; decade++) {
            double x = x(Math.pow(10, decade));
            svg.line("grid", x, TOP, x, BOTTOM);
            svg.label("tick middle", x, BOTTOM + 16, label(decade));
        }
        for (double count = 1; count <= mostCount; count *= 10) {
            svg.line("grid", TimePlot.LEFT, y(count), TimePlot.WIDTH - TimePlot.RIGHT, y(count));
            svg.label("tick end", TimePlot.LEFT - 6, y(count) + 4, String.format(Locale.ROOT, "%.0f", count));
        }
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                double left = x(Math.pow(10, fromDecade + (double) i / BARS_PER_DECADE));
                double right = x(Math.pow(10, fromDecade + (i + 1.0) / BARS_PER_DECADE));
                svg.rectangle("bar", left + 0.5, y(counts[i]), right - left - 1, BOTTOM - y(counts[i]));
            }
        }
        svg.line("axis", TimePlot.LEFT, BOTTOM, TimePlot.WIDTH - TimePlot.RIGHT, BOTTOM);
        percentile(svg, "P50", latenciesNs.getValueAtPercentile(50), 0);
        percentile(svg, "P99", latenciesNs.getValueAtPercentile(99), 1);
        percentile(svg, "P99.9", latenciesNs.getValueAtPercentile(99.9), 2);
        percentile(svg, "max", latenciesNs.getMaxValue(), 3);
        return svg.finish();
    }

    private void percentile(Svg svg, String name, long valueNs, int row) {
        double us = valueNs / NS_PER_US;
        svg.line("percentile", x(us), 4 + 14 * row, x(us), BOTTOM);
        boolean right = x(us) > TimePlot.WIDTH - 140;
        svg.label(right ? "name end" : "name", x(us) + (right ? -4 : 4), 13 + 14 * row, name + " " + micros(us));
    }

    private static String micros(double us) {
        return String.format(Locale.ROOT, us < 10 ? "%.1f µs" : "%.0f µs", us);
    }

    private static String label(int decade) {
        return decade >= 3
                ? String.format(Locale.ROOT, "%.0f ms", Math.pow(10, decade - 3))
                : String.format(Locale.ROOT, decade < 0 ? "%.1f µs" : "%.0f µs", Math.pow(10, decade));
    }

    private double x(double us) {
        double clamped = Math.clamp(Math.log10(Math.max(us, 1e-9)), fromDecade, toDecade);
        double share = (clamped - fromDecade) / (toDecade - fromDecade);
        return TimePlot.LEFT + share * (TimePlot.WIDTH - TimePlot.RIGHT - TimePlot.LEFT);
    }

    /** A count of one stands half a decade above the axis. */
    private double y(double count) {
        double share = (Math.log10(count) + 0.5) / (Math.log10(mostCount) + 0.7);
        return BOTTOM - share * (BOTTOM - TOP);
    }
}
