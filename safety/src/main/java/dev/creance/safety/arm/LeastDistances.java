package dev.creance.safety.arm;

import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.runtime.Cause;
import dev.creance.runtime.HotPath;
import java.util.Arrays;

/**
 * The least distance on each side of an obstacle while the joints brake, and how it changes with the displacements that they begin with.
 * Between two times the point is no farther from the nearer one than its greatest speed takes it in half of it.
 */
@HotPath
final class LeastDistances {
    private final Obstacle obstacle;
    private final FollowedPoint point;
    private final double[] nowM;
    private final double[] leastM;
    private final double[][] slope;
    private final double[] direction = new double[3];
    private boolean near;

    LeastDistances(Obstacle obstacle, int joints) {
        this.obstacle = obstacle;
        point = obstacle.point();
        nowM = new double[obstacle.sides()];
        leastM = new double[obstacle.sides()];
        slope = new double[obstacle.sides()][joints];
    }

    FollowedPoint point() {
        return point;
    }

    Cause cause() {
        return obstacle.cause();
    }

    int sides() {
        return leastM.length;
    }

    /** Where the set points are, in this tick. */
    void look(ChainMotion motion) {
        point.look(motion);
        obstacle.look(motion);
        for (int side = 0; side < nowM.length; side++) {
            nowM[side] = obstacle.distanceM(side);
        }
    }

    /** Without following: no nearer than the ways of the joints can bring it. */
    void estimate(double[] ways) {
        double reach = point.reach(ways);
        for (int side = 0; side < nowM.length; side++) {
            leastM[side] = nowM[side] - reach;
        }
        near = !(leastM() >= obstacle.clearanceM());
        if (near) {
            Arrays.fill(leastM, Double.POSITIVE_INFINITY);
        }
    }

    /** Whether it must be followed. */
    boolean isNear() {
        return near;
    }

    /**
     * Takes up a time, at which the point has been looked at.
     *
     * @param sinceS the one before
     * @param gain by how much a joint is farther on for one unit more of its displacement
     */
    void at(ChainMotion motion, double sinceS, double[] gain) {
        obstacle.look(motion);
        double off = 0.5 * sinceS * point.betweenMPerS;
        for (int side = 0; side < leastM.length; side++) {
            double distance = obstacle.distanceM(side) - off;
            // NaN is least, and stays
            if (distance < leastM[side] || Double.isNaN(distance)) {
                leastM[side] = distance;
                obstacle.direction(side, direction);
                point.along(motion, direction, slope[side]);
                for (int i = 0; i < gain.length; i++) {
                    slope[side][i] *= gain[i];
                }
            }
        }
    }

    /** On any side. */
    double leastM() {
        double least = Double.POSITIVE_INFINITY;
        for (int side = 0; side < leastM.length; side++) {
            least = Math.min(least, leastM[side]);
        }
        return least;
    }

    double nowM() {
        double least = Double.POSITIVE_INFINITY;
        for (int side = 0; side < nowM.length; side++) {
            least = Math.min(least, nowM[side]);
        }
        return least;
    }

    /** Whether the policy keeps away far enough; where the backup has brought it nearer, no nearer than it is. */
    boolean holds() {
        boolean holds = true;
        for (int side = 0; side < leastM.length; side++) {
            holds &= leastM[side] >= demandedM(side);
        }
        return holds;
    }

    private double demandedM(int side) {
        return Math.min(obstacle.clearanceM(), nowM[side]);
    }

    /** distance + slope · (x − x_0) ≥ what is demanded, for those that have been followed. */
    void addTo(CouplingRows rows) {
        for (int side = 0; near && side < leastM.length; side++) {
            rows.atLeast(slope[side], demandedM(side) - leastM[side]);
        }
    }
}
