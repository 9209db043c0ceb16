package dev.creance.dynamics.identify;

import java.util.List;

/** Samples gathered a few at a time: the means that a fit works on. Windows of one segment follow each other without gap. */
final class Windows {
    final int stride;

    /** First sample of each window. */
    final int[] from;

    /** Whether the window before it belongs to another segment. */
    final boolean[] first;

    Windows(List<Segment> segments, int stride) {
        this.stride = stride;
        int count = segments.stream().mapToInt(s -> s.size() / stride).sum();
        from = new int[count];
        first = new boolean[count];
        int w = 0;
        for (Segment segment : segments) {
            for (int i = 0; i < segment.size() / stride; i++) {
                from[w] = segment.from() + i * stride;
                first[w++] = i == 0;
            }
        }
    }

    int count() {
        return from.length;
    }

    double[] means(double[] samples) {
        double[] means = new double[from.length];
        for (int w = 0; w < means.length; w++) {
            double sum = 0;
            for (int k = from[w]; k < from[w] + stride; k++) {
                sum += samples[k];
            }
            means[w] = sum / stride;
        }
        return means;
    }

    /** Takes off the values of each segment their mean; NaN are left alone. */
    void centre(double[] values) {
        int from = 0;
        for (int w = 1; w <= values.length; w++) {
            if (w == values.length || first[w]) {
                centre(values, from, w);
                from = w;
            }
        }
    }

    private static void centre(double[] values, int from, int to) {
        double sum = 0;
        int count = 0;
        for (int w = from; w < to; w++) {
            if (!Double.isNaN(values[w])) {
                sum += values[w];
                count++;
            }
        }
        for (int w = from; w < to; w++) {
            values[w] -= sum / count;
        }
    }
}
