package dev.creance.bench;

import java.util.ArrayList;
import java.util.List;

/** A quantity that only grows, looked at from time to time. */
final class Series {
    private record Point(long atNs, double value) {}

    private final List<Point> points = new ArrayList<>();

    /** Times in ascending order. */
    void add(long atNs, double value) {
        points.add(new Point(atNs, value));
    }

    /** How fast it grows from one time to another, per nanosecond; NaN where less than two looks fall in between. */
    double slope(long fromNs, long toNs) {
        List<Point> inside = points.stream()
                .filter(point -> point.atNs() >= fromNs && point.atNs() <= toNs)
                .toList();
        if (inside.size() < 2) {
            return Double.NaN;
        }
        Point first = inside.getFirst();
        Point last = inside.getLast();
        return (last.value() - first.value()) / (last.atNs() - first.atNs());
    }
}
