package dev.creance.bench;

/** The least of the last so many samples by a wedge of rising values, as textbooks have it: a peer of one number, without intervals. */
final class SlidingWedge {
    private final double[] values;
    private final long[] ticks;
    private final int width;
    private long head;
    private long tail;
    private long tick;

    SlidingWedge(int width) {
        this.width = width;
        values = new double[width];
        ticks = new long[width];
    }

    double step(double sample) {
        while (tail > head && values[place(tail - 1)] >= sample) {
            tail--;
        }
        if (tail > head && ticks[place(head)] <= tick - width) {
            head++;
        }
        values[place(tail)] = sample;
        ticks[place(tail)] = tick++;
        tail++;
        return values[place(head)];
    }

    private int place(long at) {
        return (int) (at % width);
    }
}
