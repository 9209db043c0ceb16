package dev.creance.safety.arm;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.runtime.Cause;
import dev.creance.runtime.HotPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where joints, tool and links themselves come to be, not their set points, and how fast, should the set points go on by some displacements
 * and then brake: the arm's firmware follows as an oscillator does, and so overshoots the places and the speeds of what it follows. From
 * where the joints were measured to be, and how fast, the arm is taken ahead by its law ({@link FollowingArm}), {@value #STEPS} steps or
 * until it is at rest.
 *
 * <p>A policy keeps all of it inside the limits by half of what the settings leave between set points and limits; the other half is for
 * what the prediction may be off. Where braking itself leaves less (an arm that is held, and would leap were it let go), it makes it no
 * worse than that.
 */
@HotPath
final class TrueMotion {
    static final int STEPS = 28;

    /** Rows are made for what is so near to its limit: as a share of a speed, and in rad or m. */
    private static final double NEAR_SHARE = 0.1;

    private static final double NEAR = 0.05;

    /** At rest; of a joint's speed and of its way to its set point. */
    private static final double STILL = 0.01;

    private final int n;
    private final SetPointAxis[] axes;
    private final double tickS;
    private final double stepS;
    private final Kept kept;
    private final FollowingArm arm;
    private final FollowingArm carrier;
    private final ChainMotion motion;
    private final FollowedPoint tool;
    private final Obstacle[] obstacles;

    /** Where rooms of an obstacle's sides begin. */
    private final int[] at;

    private final double[] nowM;
    private final double[] measuredPosition;
    private final double[] measuredSpeed;
    private final double[] still;

    private final double[] followed;
    private final double[][] position;
    private final double[][] speed;
    private final double[] way;
    private final double[] mostSpeed;
    private final double[] first;
    private final double[] last;
    private int steps;

    /** What is left of each limit: joints' speeds, joints' positions, the tool's speed, sides of obstacles; and after which step. */
    private final double[] room;

    private final int[] when;
    private final double[] demanded;
    private boolean knowsBraking;
    private boolean hasFollowed;

    private final double[] byFirst;
    private final double[] byLast;
    private final double[] asked;
    private final double[] slope;
    private final double[] direction = new double[3];

    /**
     * What the policy keeps of the arm itself.
     *
     * @param lower least positions of the joints
     * @param upper greatest
     * @param perS greatest speeds of the joints
     * @param toolMPerS and of the tool
     * @param clearanceShare how much of an obstacle's clearance
     * @param aheadS for how long
     */
    record Kept(
            double[] lower, double[] upper, double[] perS, double toolMPerS, double clearanceShare, double aheadS) {}

    TrueMotion(
            Chain chain, SetPointAxis[] axes, FirmwareLaw law, Kept kept, BrakingPath.Watched watched, double tickS) {
        n = axes.length;
        this.axes = axes;
        this.tickS = tickS;
        this.kept = kept;
        stepS = kept.aheadS() / STEPS;
        arm = new FollowingArm(chain, law);
        carrier = new FollowingArm(chain, law);
        motion = new ChainMotion(chain);
        tool = new FollowedPoint(chain);
        List<Obstacle> all = new ArrayList<>();
        all.add(new ToolWalls(new FollowedPoint(chain), watched.workspace()));
        all.addAll(watched.selfCollision().pairs(chain));
        obstacles = new Obstacle[all.size()];
        at = new int[all.size()];
        int rooms = 2 * n + 1;
        for (int i = 0; i < obstacles.length; i++) {
            obstacles[i] = all.get(i);
            at[i] = rooms;
            rooms += obstacles[i].sides();
        }
        nowM = new double[rooms];
        room = new double[rooms];
        when = new int[rooms];
        demanded = new double[rooms];
        measuredPosition = new double[n];
        measuredSpeed = new double[n];
        still = new double[n];
        followed = new double[n];
        position = new double[STEPS][n];
        speed = new double[STEPS][n];
        way = new double[n];
        mostSpeed = new double[n];
        first = new double[n];
        last = new double[n];
        byFirst = new double[n];
        byLast = new double[n];
        asked = new double[n];
        slope = new double[n];
    }

    int mostRows() {
        return room.length;
    }

    /** Takes up where the joints are, and how fast: what was measured now. */
    void measured(double[] joints, double[] speeds) {
        System.arraycopy(joints, 0, measuredPosition, 0, n);
        System.arraycopy(speeds, 0, measuredSpeed, 0, n);
    }

    /** Nothing was measured in this tick: they went on towards the set points of the tick before. */
    void carry(double[] setPoints) {
        carrier.look(measuredPosition, tickS);
        carrier.begin(measuredPosition, measuredSpeed);
        carrier.advance(setPoints, setPoints);
        measured(carrier.position, carrier.velocity);
    }

    /** About the posture that the joints are in. */
    void look() {
        arm.look(measuredPosition, stepS);
        motion.update(measuredPosition, still);
        for (int i = 0; i < obstacles.length; i++) {
            obstacles[i].point().look(motion);
            obstacles[i].look(motion);
            for (int side = 0; side < obstacles[i].sides(); side++) {
                nowM[at[i] + side] = obstacles[i].distanceM(side);
            }
        }
        knowsBraking = false;
        hasFollowed = false;
        Arrays.fill(demanded, 0);
    }

    /** By displacements from set points in this tick, and braking from there. */
    void follow(double[] setPoints, double[] displacement) {
        if (hasFollowed && Arrays.equals(followed, displacement)) {
            return;
        }
        hasFollowed = true;
        System.arraycopy(displacement, 0, followed, 0, n);
        Arrays.fill(room, Double.POSITIVE_INFINITY);
        advance(setPoints);
        boolean fast = !(tool.reach(mostSpeed) <= kept.toolMPerS());
        boolean near = fast;
        for (int i = 0; i < obstacles.length; i++) {
            near |= isNear(i);
        }
        for (int step = 0; step < steps; step++) {
            for (int i = 0; i < n; i++) {
                double q = position[step][i];
                take(i, step, kept.perS()[i] - Math.abs(speed[step][i]));
                take(n + i, step, Math.min(q - kept.lower()[i], kept.upper()[i] - q));
            }
            if (near) {
                place(step, fast);
            }
        }
    }

    /** The law alone: joints at the end of each step. */
    private void advance(double[] setPoints) {
        arm.begin(measuredPosition, measuredSpeed);
        Arrays.fill(way, 0);
        Arrays.fill(mostSpeed, 0);
        boolean moves = true;
        for (steps = 0; steps < STEPS && moves; steps++) {
            ahead(setPoints, (steps + FollowingArm.first()) * stepS, first);
            ahead(setPoints, (steps + 1) * stepS, last);
            arm.advance(first, last);
            moves = false;
            for (int i = 0; i < n; i++) {
                double q = arm.position[i];
                double v = arm.velocity[i];
                position[steps][i] = q;
                speed[steps][i] = v;
                way[i] = Math.max(way[i], Math.abs(q - measuredPosition[i]));
                mostSpeed[i] = Math.max(mostSpeed[i], Math.abs(v));
                // also where it is no number
                moves |= !(Math.abs(v) < STILL && Math.abs(last[i] - q) < STILL && last[i] == first[i]);
            }
        }
    }

    /** The set points after a time: each acts for a tick, so they are half a tick behind a line through them. */
    private void ahead(double[] setPoints, double timeS, double[] out) {
        double tick = Math.max(0, timeS / tickS - 0.5);
        for (int i = 0; i < n; i++) {
            out[i] = setPoints[i] + followed[i] + axes[i].way(followed[i], tick);
        }
    }

    private double keptM(int obstacle) {
        return kept.clearanceShare() * obstacles[obstacle].clearanceM();
    }

    /** Whether the ways of the joints may bring it too near. */
    private boolean isNear(int obstacle) {
        double reachM = obstacles[obstacle].point().reach(way);
        boolean near = false;
        for (int side = 0; side < obstacles[obstacle].sides(); side++) {
            near |= !(nowM[at[obstacle] + side] - reachM >= keptM(obstacle));
        }
        return near;
    }

    private void place(int step, boolean fast) {
        motion.update(position[step], speed[step]);
        if (fast) {
            tool.look(motion);
            take(2 * n, step, kept.toolMPerS() - tool.speedMPerS);
        }
        for (int i = 0; i < obstacles.length; i++) {
            if (isNear(i)) {
                obstacles[i].point().look(motion);
                obstacles[i].look(motion);
                for (int side = 0; side < obstacles[i].sides(); side++) {
                    take(at[i] + side, step, obstacles[i].distanceM(side) - keptM(i));
                }
            }
        }
    }

    private void take(int which, int step, double left) {
        // NaN is least, and stays
        if (left < room[which] || Double.isNaN(left)) {
            room[which] = left;
            when[which] = step;
        }
    }

    /** Finds out what braking at once would leave, unless it is known; what was followed is to be followed again. */
    void compareWithBraking(double[] setPoints, double[] brakes) {
        if (!knowsBraking) {
            knowsBraking = true;
            follow(setPoints, brakes);
            for (int i = 0; i < room.length; i++) {
                // no number demands everything
                demanded[i] = room[i] < 0 ? room[i] : 0;
            }
        }
    }

    boolean holds() {
        return broken() == 0;
    }

    /** For what the policy may not go on like that. */
    long broken() {
        long causes = 0;
        for (int i = 0; i < room.length; i++) {
            causes |= room[i] >= demanded[i] ? 0 : cause(i).bit();
        }
        return causes;
    }

    private Cause cause(int which) {
        if (which < n) {
            return Cause.JOINT_VELOCITY;
        }
        if (which < 2 * n) {
            return Cause.JOINT_POSITION;
        }
        return which == 2 * n ? Cause.TOOL_SPEED : obstacles[obstacle(which)].cause();
    }

    private int obstacle(int which) {
        int obstacle = obstacles.length - 1;
        while (at[obstacle] > which) {
            obstacle--;
        }
        return obstacle;
    }

    /** Least room for what has this cause, beyond what is asked of nobody. */
    double least(Cause cause) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < room.length; i++) {
            double left = room[i] - demanded[i];
            least = cause(i) == cause && (left < least || Double.isNaN(left)) ? left : least;
        }
        return least;
    }

    /** room + slope · (x − x_0) ≥ what is demanded, about the displacements that were followed last. */
    void addTo(CouplingRows rows) {
        for (int i = 0; i < room.length; i++) {
            boolean ofSpeed = i < n || i == 2 * n;
            double near = i < n ? NEAR_SHARE * kept.perS()[i] : ofSpeed ? NEAR_SHARE * kept.toolMPerS() : NEAR;
            if (room[i] < near) {
                ask(i);
                along(ofSpeed, when[i]);
                rows.atLeast(slope, demanded[i] - room[i]);
            }
        }
    }

    /** How a room changes with the joints' speeds, or positions, when it is least. */
    private void ask(int which) {
        int step = when[which];
        Arrays.fill(asked, 0);
        if (which < n) {
            asked[which] = speed[step][which] > 0 ? -1 : 1;
        } else if (which < 2 * n) {
            int i = which - n;
            double q = position[step][i];
            asked[i] = q - kept.lower()[i] < kept.upper()[i] - q ? 1 : -1;
        } else {
            motion.update(position[step], speed[step]);
            if (which == 2 * n) {
                tool.look(motion);
                for (int k = 0; k < 3; k++) {
                    direction[k] = tool.speedMPerS > 0 ? -tool.velocityMPerS[k] / tool.speedMPerS : 0;
                }
                tool.along(motion, direction, asked);
            } else {
                int i = obstacle(which);
                FollowedPoint point = obstacles[i].point();
                point.look(motion);
                obstacles[i].look(motion);
                obstacles[i].direction(which - at[i], direction);
                point.along(motion, direction, asked);
            }
        }
    }

    /** How what is asked for changes with the displacements. */
    private void along(boolean ofSpeed, int step) {
        Arrays.fill(slope, 0);
        arm.ask(ofSpeed ? still : asked, ofSpeed ? asked : still);
        for (int k = step; k >= 0; k--) {
            arm.back(byFirst, byLast);
            double firstTick = Math.max(0, (k + FollowingArm.first()) * stepS / tickS - 0.5);
            double lastTick = Math.max(0, (k + 1) * stepS / tickS - 0.5);
            for (int i = 0; i < n; i++) {
                double ticks = axes[i].ticks(followed[i]);
                slope[i] += byFirst[i] * (1 + Math.min(firstTick, ticks)) + byLast[i] * (1 + Math.min(lastTick, ticks));
            }
        }
    }
}
