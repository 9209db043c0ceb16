package dev.creance.safety.arm;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.runtime.Cause;
import dev.creance.runtime.HotPath;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows the arm's set points ahead while all joints brake: the joints' ways are exact, and so are the arm's kinematics at {@value
 * #SAMPLES} times spread over them. On the way it takes the least distances to all obstacles, the tool's greatest speed, and how these
 * change with the displacements of this tick: the rows of an implicit barrier function (Gurriet and others, 2018), whose flow is known
 * in closed form here. What cannot come near within the joints' ways is not followed.
 */
@HotPath
final class BrakingPath {
    private static final int SAMPLES = 12;

    private final SetPointAxis[] axes;
    private final double tickS;
    private final ChainMotion motion;
    private final FollowedPoint tool;
    private final ToolSpeed speed;
    private final ToolLead lead;

    /** The tool's walls are first. */
    private final LeastDistances[] obstacles;

    private final double[] brakes;
    private final double[] ways;
    private final double[] position;
    private final double[] speeds;
    private final double[] farther;
    private final double[] faster;
    private final double[] still;

    /**
     * What is watched.
     *
     * @param toolLeadM see {@link ToolLead}; infinite for none
     */
    record Watched(Workspace workspace, SelfCollision selfCollision, double toolLeadM) {}

    BrakingPath(Chain chain, SetPointAxis[] axes, Watched watched, double tickS) {
        this.axes = axes;
        this.tickS = tickS;
        int n = axes.length;
        motion = new ChainMotion(chain);
        tool = new FollowedPoint(chain);
        speed = new ToolSpeed(tool, watched.workspace(), n);
        List<Obstacle> all = new ArrayList<>();
        all.add(new ToolWalls(tool, watched.workspace()));
        lead = Double.isInfinite(watched.toolLeadM())
                ? null
                : new ToolLead(new FollowedPoint(chain), new FollowedPoint(chain), watched.toolLeadM());
        if (lead != null) {
            all.add(lead);
        }
        all.addAll(watched.selfCollision().pairs(chain));
        obstacles = new LeastDistances[all.size()];
        for (int i = 0; i < obstacles.length; i++) {
            obstacles[i] = new LeastDistances(all.get(i), n);
        }
        brakes = new double[n];
        for (int i = 0; i < n; i++) {
            brakes[i] = axes[i].braking() / (tickS * tickS);
        }
        ways = new double[n];
        position = new double[n];
        speeds = new double[n];
        farther = new double[n];
        faster = new double[n];
        still = new double[n];
    }

    /** Rows that {@link #addTo} can add. */
    int mostRows() {
        int rows = 1;
        for (LeastDistances obstacle : obstacles) {
            rows += obstacle.sides();
        }
        return rows;
    }

    /** Takes up where the set points and the joints are in this tick. */
    void look(double[] joints, double[] measured) {
        if (lead != null) {
            motion.update(measured, still);
            lead.measured(motion);
        }
        motion.update(joints, still);
        for (LeastDistances obstacle : obstacles) {
            obstacle.look(motion);
        }
    }

    /** Follows from set points that have been looked at, by displacements in this tick and then the backup's. */
    void follow(double[] joints, double[] displacement) {
        double untilRest = 0;
        for (int i = 0; i < axes.length; i++) {
            ways[i] = Math.abs(displacement[i]) + Math.abs(axes[i].way(displacement[i], Double.MAX_VALUE));
            speeds[i] = displacement[i] / tickS;
            untilRest = Math.max(untilRest, axes[i].ticks(displacement[i]));
        }
        speed.estimate(speeds);
        boolean near = !speed.holds();
        for (LeastDistances obstacle : obstacles) {
            obstacle.estimate(ways);
            near |= obstacle.isNear();
        }
        if (near) {
            sample(joints, displacement, untilRest);
        }
    }

    private void sample(double[] joints, double[] displacement, double untilRest) {
        boolean fast = !speed.holds();
        if (fast) {
            speed.begin();
        }
        double apart = Math.max(1, Math.ceil(untilRest / (SAMPLES - 1)));
        for (int k = 0; k < SAMPLES && (k - 1) * apart <= untilRest; k++) {
            place(joints, displacement, k * apart);
            double sinceS = (k == 0 ? 1 : apart) * tickS;
            if (fast && !obstacles[0].isNear()) {
                pass(tool, k, apart * tickS);
            }
            for (LeastDistances obstacle : obstacles) {
                if (obstacle.isNear()) {
                    pass(obstacle.point(), k, apart * tickS);
                    obstacle.at(motion, sinceS, farther);
                }
            }
            if (fast) {
                speed.at(motion, faster);
            }
        }
    }

    private void place(double[] joints, double[] displacement, double tick) {
        for (int i = 0; i < axes.length; i++) {
            SetPointAxis axis = axes[i];
            position[i] = joints[i] + displacement[i] + axis.way(displacement[i], tick);
            speeds[i] = axis.displacement(displacement[i], tick) / tickS;
            farther[i] = 1 + Math.min(tick, axis.ticks(displacement[i]));
            faster[i] = tick <= axis.ticks(displacement[i]) ? 1 / tickS : 0;
        }
        motion.update(position, speeds);
    }

    private void pass(FollowedPoint point, int k, double nextS) {
        if (k == 0) {
            point.begin(motion, speeds, brakes, tickS);
        } else {
            point.follow(motion);
        }
        point.lookAhead(speeds, brakes, nextS);
    }

    /** The causes for which the policy may not go on like that. */
    long broken() {
        long causes = speed.holds() ? 0 : Cause.TOOL_SPEED.bit();
        for (LeastDistances obstacle : obstacles) {
            causes |= obstacle.holds() ? 0 : obstacle.cause().bit();
        }
        return causes;
    }

    double speedRoomMPerS() {
        return speed.roomMPerS();
    }

    /** Least distance on the way to obstacles of a kind; infinite where there are none. */
    double leastM(Cause kind) {
        double least = Double.POSITIVE_INFINITY;
        for (LeastDistances obstacle : obstacles) {
            least = obstacle.cause() == kind ? Math.min(least, obstacle.leastM()) : least;
        }
        return least;
    }

    /** ... and now. */
    double nowM(Cause kind) {
        double least = Double.POSITIVE_INFINITY;
        for (LeastDistances obstacle : obstacles) {
            least = obstacle.cause() == kind ? Math.min(least, obstacle.nowM()) : least;
        }
        return least;
    }

    /** The rows about the displacements that were followed last. */
    void addTo(CouplingRows rows) {
        speed.addTo(rows);
        for (LeastDistances obstacle : obstacles) {
            obstacle.addTo(rows);
        }
    }
}
