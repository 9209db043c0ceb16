package dev.creance.safety.quadrotor;

import dev.creance.runtime.HotPath;

/**
 * Where the backup holds in the plane: as near as may be to where it stopped, but so far from walls and obstacles that the policy may
 * return from there. Each obstacle counts as the wall that stands across the way to it, seen from where the vehicle stopped; so
 * nothing of it is crossed on the straight way to the hold point. Where there is no such point, it is where the vehicle stopped.
 */
@HotPath
final class HoldPoint {
    private static final int ROUNDS = 16;
    private static final double TOLERANCE_M = 0.005;

    private final Fence fence;
    private final Obstacles obstacles;
    private final double insetM;
    private final double[] normalX;
    private final double[] normalY;
    private final double[] offsetM;
    private final Approach approach = new Approach();

    HoldPoint(Envelope envelope, double insetM) {
        this.fence = envelope.fence();
        this.obstacles = envelope.obstacles();
        this.insetM = insetM;
        normalX = new double[obstacles.count()];
        normalY = new double[obstacles.count()];
        offsetM = new double[obstacles.count()];
    }

    /**
     * Moves the goal's hold point, which is where the vehicle comes to rest.
     *
     * @param landing whether what is beneath counts, too
     */
    void clear(double timeS, double heightM, boolean landing, BackupGoal goal) {
        if (obstacles.count() == 0) {
            fence.inset(insetM, goal);
            return;
        }
        double stoppedXM = goal.holdXM;
        double stoppedYM = goal.holdYM;
        lookAround(timeS, heightM, landing, goal);
        for (int round = 0; round < ROUNDS; round++) {
            fence.inset(insetM, goal);
            if (!moveAway(goal)) {
                break;
            }
        }
        // Also where NaN.
        if (!(lackingM(goal) < TOLERANCE_M)) {
            goal.holdXM = stoppedXM;
            goal.holdYM = stoppedYM;
        }
    }

    private void lookAround(double timeS, double heightM, boolean landing, BackupGoal goal) {
        for (int i = 0; i < offsetM.length; i++) {
            Obstacle obstacle = obstacles.get(i);
            obstacle.sweepFromAbove(timeS, goal.holdXM, goal.holdYM, approach);
            normalX[i] = approach.normalX;
            normalY[i] = approach.normalY;
            double reach = obstacle.endRadiusM() + insetM;
            double above = obstacle.isPillar() ? 0 : obstacle.aboveAxisM(timeS, heightM);
            double counts = landing && above > 0 ? 0 : above;
            double needed = Math.abs(counts) < reach ? Math.sqrt(reach * reach - counts * counts) : 0;
            offsetM[i] = needed == 0
                    ? Double.POSITIVE_INFINITY
                    : normalX[i] * goal.holdXM + normalY[i] * goal.holdYM + approach.distanceM - needed;
        }
    }

    /** Whether it had to be moved. */
    private boolean moveAway(BackupGoal goal) {
        boolean moved = false;
        for (int i = 0; i < offsetM.length; i++) {
            double lacking = normalX[i] * goal.holdXM + normalY[i] * goal.holdYM - offsetM[i];
            if (lacking > 0) {
                goal.holdXM -= lacking * normalX[i];
                goal.holdYM -= lacking * normalY[i];
                moved = true;
            }
        }
        return moved;
    }

    private double lackingM(BackupGoal goal) {
        double most = insetM - fence.distanceM(goal.holdXM, goal.holdYM);
        for (int i = 0; i < offsetM.length; i++) {
            most = Math.max(most, normalX[i] * goal.holdXM + normalY[i] * goal.holdYM - offsetM[i]);
        }
        return most;
    }
}
