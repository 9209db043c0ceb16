package dev.creance.record.report;

import java.util.function.ToDoubleFunction;

/** A view of the world on a flat picture: from world coordinates to units of length right and up. */
enum Plane {
    /** Seen from above: x to the right, y up. */
    TOP(0, Math.PI / 2),
    /** Seen from a corner, from above, parallel: equal lengths along an axis stay equal. */
    CORNER(Math.toRadians(-62), Math.toRadians(24));

    private final double azimuthRad;
    private final double elevationRad;

    Plane(double azimuthRad, double elevationRad) {
        this.azimuthRad = azimuthRad;
        this.elevationRad = elevationRad;
    }

    double right(double x, double y) {
        return this == TOP ? x : -x * Math.sin(azimuthRad) + y * Math.cos(azimuthRad);
    }

    double up(double x, double y, double z) {
        if (this == TOP) {
            return y;
        }
        double towardsViewer = x * Math.cos(azimuthRad) + y * Math.sin(azimuthRad);
        return z * Math.cos(elevationRad) - towardsViewer * Math.sin(elevationRad);
    }

    /** The bounds of what a picture must show. */
    static final class Bounds {
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.POSITIVE_INFINITY;
        double top = Double.NEGATIVE_INFINITY;

        void include(double toRight, double toTop) {
            if (Double.isFinite(toRight) && Double.isFinite(toTop)) {
                left = Math.min(left, toRight);
                right = Math.max(right, toRight);
                bottom = Math.min(bottom, toTop);
                top = Math.max(top, toTop);
            }
        }
    }

    /** Least or greatest of a coordinate of a path, NaN left out. */
    static double extreme(FlightPath path, ToDoubleFunction<FlightPath.Point> coordinate, boolean least) {
        var values = path.points().stream().mapToDouble(coordinate).filter(Double::isFinite);
        return (least ? values.min() : values.max()).orElse(0);
    }
}
