package dev.creance.safety.quadrotor;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.config.ConfigNode;
import java.util.List;

/** A convex polygon on the ground: walls n·p ≤ b with unit outward normals n. */
final class Fence {
    private static final int MOST_WALLS = 16;
    private static final int INSET_ROUNDS = 16;

    private final double[][] vertices;
    private final double[] normalX;
    private final double[] normalY;
    private final double[] offsetM;

    private Fence(double[][] vertices) {
        int n = vertices.length;
        this.vertices = vertices;
        normalX = new double[n];
        normalY = new double[n];
        offsetM = new double[n];
        for (int i = 0; i < n; i++) {
            double[] a = vertices[i];
            double[] b = vertices[(i + 1) % n];
            double length = StrictMath.hypot(b[0] - a[0], b[1] - a[1]);
            normalX[i] = (b[1] - a[1]) / length;
            normalY[i] = (a[0] - b[0]) / length;
            offsetM[i] = normalX[i] * a[0] + normalY[i] * a[1];
        }
    }

    /**
     * A fence with these corners, in either sense of rotation.
     *
     * @throws dev.creance.runtime.config.ConfigError where they do not go once around a convex polygon
     */
    static Fence of(ConfigNode node, List<double[]> corners) {
        int n = corners.size();
        if (n < 3 || n > MOST_WALLS) {
            throw node.error(" has " + n + " corners, not 3 to " + MOST_WALLS)
                    .withHint("list the corners of a convex polygon as [x, y] in order around the outside");
        }
        double twiceArea = 0;
        for (int i = 0; i < n; i++) {
            twiceArea += cross(new double[2], corners.get(i), corners.get((i + 1) % n));
        }
        double[][] vertices = new double[n][];
        for (int i = 0; i < n; i++) {
            vertices[i] = corners.get(twiceArea > 0 ? i : n - 1 - i).clone();
        }
        double turned = 0;
        for (int i = 0; i < n; i++) {
            double[] a = vertices[i];
            double[] b = vertices[(i + 1) % n];
            double[] c = vertices[(i + 2) % n];
            // A convex polygon turns left at every corner ...
            if (!(cross(a, b, c) > 1e-9)) {
                throw node.error(" is not convex at (" + b[0] + " m, " + b[1] + " m)")
                        .withHint("list the corners in order around the outside, each once, and leave out those on a"
                                + " straight line");
            }
            turned += StrictMath.atan2(cross(a, b, c), (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]));
        }
        // ... and once around in all; a star turns left at every corner, too, but goes around twice.
        if (turned > 2 * Math.PI + 1e-6) {
            throw node.error(" goes around more than once").withHint("list the corners in order around the outside");
        }
        return new Fence(vertices);
    }

    double[][] vertices() {
        double[][] copy = new double[vertices.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = vertices[i].clone();
        }
        return copy;
    }

    @HotPath
    int walls() {
        return offsetM.length;
    }

    @HotPath
    double normalX(int wall) {
        return normalX[wall];
    }

    @HotPath
    double normalY(int wall) {
        return normalY[wall];
    }

    /** Distance to a wall, negative outside. */
    @HotPath
    double distanceM(int wall, double x, double y) {
        return offsetM[wall] - normalX[wall] * x - normalY[wall] * y;
    }

    /** Distance to the nearest wall, negative outside. */
    @HotPath
    double distanceM(double x, double y) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < offsetM.length; i++) {
            least = Math.min(least, distanceM(i, x, y));
        }
        return least;
    }

    /**
     * Moves a goal's hold point to where every wall is at least this far away, by projections onto the walls in turn, which
     * come as near as makes no difference after a few rounds.
     */
    @HotPath
    void inset(double insetM, BackupGoal goal) {
        for (int round = 0; round < INSET_ROUNDS; round++) {
            boolean inside = true;
            for (int i = 0; i < offsetM.length; i++) {
                double lacking = insetM - distanceM(i, goal.holdXM, goal.holdYM);
                if (lacking > 0) {
                    goal.holdXM -= lacking * normalX[i];
                    goal.holdYM -= lacking * normalY[i];
                    inside &= lacking < 1e-3;
                }
            }
            if (inside) {
                return;
            }
        }
    }

    /** Radius of the largest circle inside; off the hot path. */
    double inradiusM() {
        // The radius of the inscribed circle is concave over the plane: it is greatest where three walls are equally
        // near.
        double best = 0;
        for (int i = 0; i < offsetM.length; i++) {
            for (int j = i + 1; j < offsetM.length; j++) {
                for (int k = j + 1; k < offsetM.length; k++) {
                    best = Math.max(best, equidistantM(i, j, k));
                }
            }
        }
        return best;
    }

    /** Distance of the point equally far from three walls, where it is inside; 0 otherwise. */
    private double equidistantM(int i, int j, int k) {
        // n_i·p + r = b_i for the three; subtracting the first leaves two equations in p.
        double a11 = normalX[j] - normalX[i];
        double a12 = normalY[j] - normalY[i];
        double a21 = normalX[k] - normalX[i];
        double a22 = normalY[k] - normalY[i];
        double determinant = a11 * a22 - a12 * a21;
        if (Math.abs(determinant) < 1e-12) {
            return 0;
        }
        double b1 = offsetM[j] - offsetM[i];
        double b2 = offsetM[k] - offsetM[i];
        double x = (b1 * a22 - b2 * a12) / determinant;
        double y = (a11 * b2 - a21 * b1) / determinant;
        double r = distanceM(i, x, y);
        return distanceM(x, y) >= r - 1e-9 ? r : 0;
    }

    private static double cross(double[] a, double[] b, double[] c) {
        return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]);
    }
}
