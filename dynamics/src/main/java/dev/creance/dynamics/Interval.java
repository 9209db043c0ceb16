package dev.creance.dynamics;

/** From a least to a greatest value. */
public record Interval(double low, double high) {
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("low=" + low + " > high=" + high);
        }
    }

    public boolean contains(double value) {
        return value >= low && value <= high;
    }

    /** Half its length. */
    public double half() {
        return (high - low) / 2;
    }

    /** With as much more on either side. */
    public Interval widened(double by) {
        return new Interval(low - by, high + by);
    }

    /** What of it is not below a value. */
    public Interval atLeast(double least) {
        return new Interval(Math.max(low, least), Math.max(high, least));
    }
}
