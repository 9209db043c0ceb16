package dev.creance.record.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Values over time for drawing, in a fixed number of columns that hold the least and the greatest value of their time: a
 * spike of one tick is seen in a flight of any length. When time runs out of the columns, each pair becomes one.
 */
final class TraceSet {
    static final int COLUMNS = 1024;

    private final List<Trace> traces = new ArrayList<>();
    private long startNs;
    private long widthNs;
    private int used;

    /** @param widthNs of a column at first: the tick's period */
    TraceSet(long widthNs) {
        this.widthNs = Math.max(1, widthNs);
    }

    Trace add(String name) {
        Trace trace = new Trace(name);
        traces.add(trace);
        return trace;
    }

    /** Makes {@code nowNs} the time of the values that follow. */
    void advance(long nowNs) {
        startNs = used == 0 ? nowNs : startNs;
        long column = (nowNs - startNs) / widthNs;
        while (column >= COLUMNS) {
            traces.forEach(Trace::halve);
            widthNs *= 2;
            used = (used + 1) / 2;
            column /= 2;
        }
        used = Math.max(used, (int) column + 1);
    }

    /** How many columns hold a time. */
    int size() {
        return used;
    }

    /** Middle of a column, seconds since the first tick. */
    double timeS(int column) {
        return (column + 0.5) * widthNs * 1e-9;
    }

    /** Seconds from the first tick to the end of the last column. */
    double durationS() {
        return used * widthNs * 1e-9;
    }

    /** One value over time. */
    final class Trace {
        private final String name;
        private final double[] least = new double[COLUMNS];
        private final double[] greatest = new double[COLUMNS];

        private Trace(String name) {
            this.name = name;
            Arrays.fill(least, Double.NaN);
            Arrays.fill(greatest, Double.NaN);
        }

        String name() {
            return name;
        }

        /** A value that is not finite leaves no mark. */
        void put(double value) {
            int column = used - 1;
            if (Double.isFinite(value)) {
                least[column] = value >= least[column] ? least[column] : value;
                greatest[column] = value <= greatest[column] ? greatest[column] : value;
            }
        }

        /** NaN where there is none. */
        double least(int column) {
            return least[column];
        }

        double greatest(int column) {
            return greatest[column];
        }

        boolean has(int column) {
            return !Double.isNaN(least[column]);
        }

        /** Smallest of all; NaN where there is none. */
        double least() {
            return Arrays.stream(least).filter(Double::isFinite).min().orElse(Double.NaN);
        }

        double greatest() {
            return Arrays.stream(greatest).filter(Double::isFinite).max().orElse(Double.NaN);
        }

        private void halve() {
            for (int i = 0; i < COLUMNS / 2; i++) {
                least[i] = merge(least[2 * i], least[2 * i + 1], true);
                greatest[i] = merge(greatest[2 * i], greatest[2 * i + 1], false);
            }
            Arrays.fill(least, COLUMNS / 2, COLUMNS, Double.NaN);
            Arrays.fill(greatest, COLUMNS / 2, COLUMNS, Double.NaN);
        }

        private static double merge(double a, double b, boolean smaller) {
            if (Double.isNaN(a) || Double.isNaN(b)) {
                return Double.isNaN(a) ? b : a;
            }
            return smaller ? Math.min(a, b) : Math.max(a, b);
        }
    }
}
