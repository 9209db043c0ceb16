package dev.creance.sim.quadrotor;

import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.runtime.HotPath;
import dev.creance.sim.Violations;

/**
 * Counts by the truth, at every sub-step of the plant, how often the vehicle is outside its envelope: never by the shield's own
 * word. Obstacles go their way from {@link #begin} on, by the plant's time. Tilt and body rate count in flight only, for on the ground the contact decides them. The floor counts only between
 * {@link #floorApplies} true and false, which the failsafe machine knows: it must not forbid take-off and landing. Nor does it
 * count while the device descends by itself because no command reached it, whether or not the host knows of that yet, and until
 * the host has brought the vehicle above it again.
 */
public final class QuadrotorJudge {
    /** What was violated. */
    public enum Kind {
        FENCE,
        CEILING,
        FLOOR,
        TILT,
        BODY_RATE,
        OBSTACLE,
        /** The state is no longer a number: the simulation itself has failed. */
        NON_FINITE
    }

    private final QuadrotorLimits limits;
    private final double cosTilt;
    private final double[] normalX;
    private final double[] normalY;
    private final double[] offset;
    private final Violations violations = new Violations(Kind.values());
    private double leastFenceMarginM = Double.POSITIVE_INFINITY;
    private double leastCeilingMarginM = Double.POSITIVE_INFINITY;
    private double leastObstacleMarginM = Double.POSITIVE_INFINITY;
    private final ObstacleLimit[] obstacles;
    private volatile boolean begun;
    private double runS;
    private volatile boolean floorApplies;
    private boolean deviceFlies;
    private boolean belowByDevice;

    public QuadrotorJudge(QuadrotorLimits limits) {
        this.limits = limits;
        obstacles = limits.obstacles().toArray(ObstacleLimit[]::new);
        cosTilt = StrictMath.cos(Math.min(Math.PI, limits.tiltRad()));
        int corners = limits.fenceXM().length;
        normalX = new double[corners];
        normalY = new double[corners];
        offset = new double[corners];
        double side = signedArea() < 0 ? -1 : 1;
        for (int i = 0; i < corners; i++) {
            int j = (i + 1) % corners;
            double ex = limits.fenceXM()[j] - limits.fenceXM()[i];
            double ey = limits.fenceYM()[j] - limits.fenceYM()[i];
            double length = Math.sqrt(ex * ex + ey * ey);
            // outward for a counter-clockwise polygon; inside is n · p <= offset
            normalX[i] = side * ey / length;
            normalY[i] = -side * ex / length;
            offset[i] = normalX[i] * limits.fenceXM()[i] + normalY[i] * limits.fenceYM()[i];
        }
    }

    private double signedArea() {
        double sum = 0;
        int corners = limits.fenceXM().length;
        for (int i = 0; i < corners; i++) {
            int j = (i + 1) % corners;
            sum += limits.fenceXM()[i] * limits.fenceYM()[j] - limits.fenceXM()[j] * limits.fenceYM()[i];
        }
        return sum / 2;
    }

    /** Says that the run begins now: the vehicle has been armed. Any thread. */
    public void begin() {
        begun = true;
    }

    /** Says whether being below the floor counts from now on. Any thread. */
    public void floorApplies(boolean applies) {
        floorApplies = applies;
    }

    /** Says whether from now on the device's own failsafe flies. The thread that observes. */
    @HotPath
    void deviceFlies(boolean flies) {
        deviceFlies = flies;
    }

    @HotPath
    void observe(QuadrotorState state, boolean onGround, double subStepS) {
        double[] x = state.values;
        runS += begun ? subStepS : 0;
        double obstacle = obstacleMarginM(x);
        leastObstacleMarginM = Math.min(leastObstacleMarginM, obstacle);
        violations.count(Kind.OBSTACLE, obstacle < 0);
        double height = x[QuadrotorState.POSITION + 2];
        double fence = fenceMarginM(x[QuadrotorState.POSITION], x[QuadrotorState.POSITION + 1]);
        double ceiling = limits.ceilingM() - height;
        leastFenceMarginM = Math.min(leastFenceMarginM, fence);
        leastCeilingMarginM = Math.min(leastCeilingMarginM, ceiling);
        boolean below = height < limits.floorM();
        belowByDevice = below && (deviceFlies || belowByDevice);
        violations.count(Kind.FENCE, fence < 0);
        violations.count(Kind.CEILING, ceiling < 0);
        violations.count(Kind.FLOOR, floorApplies && below && !belowByDevice);
        violations.count(Kind.TILT, !onGround && state.cosTilt() < cosTilt);
        violations.count(Kind.BODY_RATE, !onGround && state.bodyRateRadPerS() > limits.bodyRateRadPerS());
        violations.count(Kind.NON_FINITE, !finite(x));
        violations.subStep();
    }

    private double fenceMarginM(double x, double y) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < offset.length; i++) {
            least = Math.min(least, offset[i] - normalX[i] * x - normalY[i] * y);
        }
        return least;
    }

    private double obstacleMarginM(double[] position) {
        double least = Double.POSITIVE_INFINITY;
        for (ObstacleLimit obstacle : obstacles) {
            least = Math.min(least, obstacle.marginM(runS, position));
        }
        return least;
    }

    private static boolean finite(double[] x) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * 0;
        }
        return sum == 0;
    }

    /** What was counted so far. */
    public Violations violations() {
        return violations;
    }

    /** Least distance to a wall of the fence so far, negative outside; infinite without fence. */
    public double leastFenceMarginM() {
        return leastFenceMarginM;
    }

    /** Least distance to an obstacle so far, negative inside; infinite without obstacles. */
    public double leastObstacleMarginM() {
        return leastObstacleMarginM;
    }

    /** Least distance below the ceiling so far; infinite without ceiling. */
    public double leastCeilingMarginM() {
        return leastCeilingMarginM;
    }
}
