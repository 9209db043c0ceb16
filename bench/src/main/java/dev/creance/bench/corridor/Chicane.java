package dev.creance.bench.corridor;

/**
 * The walls of {@code policies/training/quadrotor_corridor/corridor.py}, which stand on the floor and have no top: two along x, and
 * two baffles between them that a vehicle passes in an S.
 */
final class Chicane {
    /** A vehicle nearer to a wall than this is too near. */
    static final double RADIUS_M = 0.1;

    /** A vehicle is there when it has less than this to go. */
    static final double ARRIVED_M = 0.3;

    /** Least x, least y, greatest x, greatest y of each, m. */
    private static final double[][] WALLS_M = {
        {-2.5, 1.0, 2.5, 1.2}, {-2.5, -1.2, 2.5, -1.0}, {-0.8, -1.0, -0.6, 0.1}, {0.6, -0.1, 0.8, 1.0}
    };

    private static final double[] FIRST_M = {-0.7, 0.55};
    private static final double[] SECOND_M = {0.7, -0.55};
    private static final double[] GOAL_M = {1.6, 0};

    private Chicane() {}

    /** Distance to the nearest wall, m; below 0 within one. */
    static double clearanceM(double x, double y) {
        double nearest = Double.POSITIVE_INFINITY;
        for (double[] wall : WALLS_M) {
            double beyondX = Math.max(wall[0] - x, x - wall[2]);
            double beyondY = Math.max(wall[1] - y, y - wall[3]);
            double outside = Math.hypot(Math.max(0, beyondX), Math.max(0, beyondY));
            nearest = Math.min(nearest, outside + Math.min(0, Math.max(beyondX, beyondY)));
        }
        return nearest;
    }

    /** How far it is to the goal by the turns that are still ahead, m. */
    static double wayM(double x, double y) {
        if (x > SECOND_M[0]) {
            return from(x, y, GOAL_M);
        }
        double last = from(SECOND_M[0], SECOND_M[1], GOAL_M);
        if (x > FIRST_M[0]) {
            return from(x, y, SECOND_M) + last;
        }
        return from(x, y, FIRST_M) + from(FIRST_M[0], FIRST_M[1], SECOND_M) + last;
    }

    private static double from(double x, double y, double[] to) {
        return Math.hypot(x - to[0], y - to[1]);
    }
}
