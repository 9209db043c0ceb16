package dev.creance.record.report;

import java.util.ArrayList;
import java.util.List;

/** Where it flew and where it should have, thinned so that a flight of any length has at most {@link #MOST} points. */
final class FlightPath {
    static final int MOST = 2400;

    /** Who flew; the order is that in which they are drawn. */
    enum Pilot {
        /** Nobody: before take-off, after landing. */
        NOBODY,
        POLICY,
        BACKUP
    }

    /** World coordinates, m; the target is NaN where there is none. */
    record Point(double x, double y, double z, double targetX, double targetY, double targetZ, Pilot pilot) {}

    private final List<Point> points = new ArrayList<>();
    private long every = 1;
    private long count;
    private Pilot last = Pilot.NOBODY;

    void add(Point point) {
        boolean finite = Double.isFinite(point.x) && Double.isFinite(point.y) && Double.isFinite(point.z);
        if (finite && (count++ % every == 0 || point.pilot != last)) {
            points.add(point);
            last = point.pilot;
        }
        if (points.size() >= MOST) {
            thin();
        }
    }

    private void thin() {
        List<Point> kept = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            if (i % 2 == 0) {
                kept.add(points.get(i));
            }
        }
        points.clear();
        points.addAll(kept);
        every *= 2;
    }

    List<Point> points() {
        return points;
    }
}
