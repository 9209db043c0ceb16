package dev.creance.record.report;

import dev.creance.record.report.FlightPath.Pilot;
import dev.creance.record.report.FlightPath.Point;
import dev.creance.record.report.Plane.Bounds;
import dev.creance.record.report.ReportFacts.Envelope;
import java.util.List;

/** The path that was flown, the one that was wanted, and the space in which the vehicle may be. */
final class PathPlot {
    private static final double MARGIN = 26;

    private final FlightPath path;
    private final Envelope envelope;
    private final Plane plane;
    private final double width;
    private final double height;
    private final double groundM;
    private double gridM;
    private String gridLabel;
    private double fromX;
    private double toX;
    private double fromY;
    private double toY;
    private Scale across;
    private Scale upwards;

    PathPlot(FlightTraces flight, Envelope envelope, Plane plane, double width, double height) {
        this.path = flight.path();
        this.envelope = envelope;
        this.plane = plane;
        this.width = width;
        this.height = height;
        this.groundM = Math.min(0, Plane.extreme(path, Point::z, true));
    }

    String draw() {
        String label = plane == Plane.TOP ? "path seen from above" : "path in three dimensions";
        Svg svg = Svg.picture(width, height, label);
        drawInto(svg);
        return svg.finish();
    }

    void drawInto(Svg svg) {
        fit();
        grid(svg);
        fence(svg);
        if (plane == Plane.CORNER) {
            svg.path("shadow", shadow());
        }
        svg.path("wanted", wanted());
        for (Pilot pilot : Pilot.values()) {
            svg.path("flown pilot-" + pilot.name().toLowerCase(java.util.Locale.ROOT), flown(pilot));
        }
        ends(svg);
    }

    /** One scale for both directions, so that a circle stays one. */
    private void fit() {
        Bounds bounds = new Bounds();
        for (Point point : path.points()) {
            include(bounds, point.x(), point.y(), point.z());
            include(bounds, point.x(), point.y(), groundM);
            include(bounds, point.targetX(), point.targetY(), point.targetZ());
        }
        for (double[] corner : envelope.fence()) {
            include(bounds, corner[0], corner[1], groundM);
            include(bounds, corner[0], corner[1], ceilingM());
        }
        surveyGround();
        for (double x : new double[] {fromX, Math.max(toX, fromX + gridM)}) {
            include(bounds, x, fromY, groundM);
            include(bounds, x, Math.max(toY, fromY + gridM), groundM);
        }
        double spanX = bounds.right - bounds.left;
        double spanY = Math.max(bounds.top - bounds.bottom, 1e-9);
        double pxPerM = Math.min((width - 2 * MARGIN) / spanX, (height - 2 * MARGIN) / spanY);
        double left = (width - spanX * pxPerM) / 2;
        double top = (height - spanY * pxPerM) / 2;
        across = new Scale(bounds.left, bounds.right, left, left + spanX * pxPerM);
        upwards = new Scale(bounds.bottom, bounds.top, top + spanY * pxPerM, top);
    }

    private double ceilingM() {
        return Double.isFinite(envelope.ceilingM()) ? envelope.ceilingM() : groundM;
    }

    private void include(Bounds bounds, double x, double y, double z) {
        bounds.include(plane.right(x, y), plane.up(x, y, z));
    }

    private double px(double x, double y) {
        return across.px(plane.right(x, y));
    }

    private double py(double x, double y, double z) {
        return upwards.px(plane.up(x, y, z));
    }

    /** Squares on the ground under everything there is. */
    private void surveyGround() {
        double minX = Plane.extreme(path, Point::x, true);
        double maxX = Plane.extreme(path, Point::x, false);
        double minY = Plane.extreme(path, Point::y, true);
        double maxY = Plane.extreme(path, Point::y, false);
        for (double[] corner : envelope.fence()) {
            minX = Math.min(minX, corner[0]);
            maxX = Math.max(maxX, corner[0]);
            minY = Math.min(minY, corner[1]);
            maxY = Math.max(maxY, corner[1]);
        }
        Scale longest = new Scale(0, Math.max(1, Math.max(maxX - minX, maxY - minY)), 0, 1);
        gridM = longest.ticks(6).get(1);
        gridLabel = "grid " + longest.label(gridM, 6) + " m";
        fromX = Math.floor(minX / gridM) * gridM;
        toX = Math.ceil(maxX / gridM) * gridM;
        fromY = Math.floor(minY / gridM) * gridM;
        toY = Math.ceil(maxY / gridM) * gridM;
    }

    private void grid(Svg svg) {
        for (double x = fromX; x <= toX + gridM / 2; x += gridM) {
            ground(svg, x, fromY, x, toY);
        }
        for (double y = fromY; y <= toY + gridM / 2; y += gridM) {
            ground(svg, fromX, y, toX, y);
        }
        svg.label("tick", 8, height - 8, gridLabel);
    }

    private void ground(Svg svg, double x1, double y1, double x2, double y2) {
        svg.line("grid", px(x1, y1), py(x1, y1, groundM), px(x2, y2), py(x2, y2, groundM));
    }

    private void fence(Svg svg) {
        List<double[]> corners = envelope.fence();
        if (corners.isEmpty()) {
            return;
        }
        svg.path("fence", outline(groundM));
        if (plane == Plane.CORNER && Double.isFinite(envelope.ceilingM())) {
            svg.path("fence", outline(envelope.ceilingM()));
            for (double[] corner : corners) {
                double x = px(corner[0], corner[1]);
                double bottom = py(corner[0], corner[1], groundM);
                svg.line("fence", x, bottom, x, py(corner[0], corner[1], envelope.ceilingM()));
            }
        }
    }

    private StringBuilder outline(double z) {
        Svg.PathData data = new Svg.PathData();
        for (double[] corner : envelope.fence()) {
            data.to(px(corner[0], corner[1]), py(corner[0], corner[1], z));
        }
        return data.close().data();
    }

    private StringBuilder shadow() {
        Svg.PathData data = new Svg.PathData();
        path.points().forEach(point -> data.to(px(point.x(), point.y()), py(point.x(), point.y(), groundM)));
        return data.data();
    }

    private StringBuilder wanted() {
        Svg.PathData data = new Svg.PathData();
        for (Point point : path.points()) {
            if (Double.isNaN(point.targetX()) || point.pilot() == Pilot.NOBODY) {
                data.gap();
            } else {
                data.to(px(point.targetX(), point.targetY()), py(point.targetX(), point.targetY(), point.targetZ()));
            }
        }
        return data.data();
    }

    /** The stretches that one of them flew, each with the first point of the next, so that they join. */
    private StringBuilder flown(Pilot pilot) {
        Svg.PathData data = new Svg.PathData();
        Pilot before = null;
        for (Point point : path.points()) {
            if (point.pilot() == pilot || before == pilot) {
                data.to(px(point.x(), point.y()), py(point.x(), point.y(), point.z()));
            }
            if (point.pilot() != pilot) {
                data.gap();
            }
            before = point.pilot();
        }
        return data.data();
    }

    private void ends(Svg svg) {
        if (path.points().isEmpty()) {
            return;
        }
        Point first = path.points().getFirst();
        Point last = path.points().getLast();
        svg.circle("start", px(first.x(), first.y()), py(first.x(), first.y(), first.z()), 4);
        svg.circle("end", px(last.x(), last.y()), py(last.x(), last.y(), last.z()), 4);
    }
}
