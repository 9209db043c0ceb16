package dev.creance.sim.adversary;

import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.sim.quadrotor.ObstacleLimit;
import dev.creance.sim.quadrotor.QuadrotorLimits;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Throttles that want a quadrotor out of its fence, its band of heights, its tilt or its body rate, or into an obstacle. */
public final class QuadrotorAdversary implements Adversary {
    /** How it behaves. */
    public enum Kind {
        RANDOM,
        FULL_THROTTLE,
        NO_THROTTLE,
        BANG_BANG,
        SPIN,
        FLIP,
        HOSTILE_NUMBERS,
        CHASE_WALL,
        CHASE_CORNER,
        CHASE_CEILING,
        CHASE_FLOOR,
        /** Follows the gradient of whichever limit is nearest. */
        NEAREST_LIMIT,
        /** Into one of the obstacles, wherever on its way that may be. */
        CHASE_OBSTACLE
    }

    private static final int ROTORS = 4;

    private final Kind kind;
    private final SplittableRandom random;
    private final QuadrotorLimits limits;
    private final ThrustVector thrust;
    private final int holdTicks;
    private final double share;
    private final double tiltRad;
    private final double[] towards = new double[3];
    private final double[] held = new double[ROTORS];
    private final double[] aimM = new double[3];

    public QuadrotorAdversary(
            Kind kind, SplittableRandom random, QuadrotorParameters parameters, QuadrotorLimits limits) {
        this.kind = kind;
        this.random = random;
        this.limits = limits;
        thrust = new ThrustVector(parameters);
        int[] holds = {1, 10, 50, 150};
        holdTicks = holds[random.nextInt(holds.length)];
        tiltRad = random.nextDouble(0.1, 1.5);
        double heading = kind == Kind.CHASE_CORNER
                ? Math.PI / 4 + random.nextInt(4) * Math.PI / 2 + random.nextDouble(-0.2, 0.2)
                : random.nextDouble(-Math.PI, Math.PI);
        double tilt = kind == Kind.CHASE_CEILING ? 0.2 : kind == Kind.CHASE_FLOOR ? 0.3 : tiltRad;
        lean(Math.cos(heading), Math.sin(heading), tilt);
        if (kind == Kind.CHASE_OBSTACLE) {
            aim();
        }
        share = kind == Kind.CHASE_FLOOR ? random.nextDouble(0.1, 0.6) : random.nextDouble(0.6, 1);
    }

    /** Those that can be told from each other under such limits. */
    public static Kind[] kinds(QuadrotorLimits limits) {
        Kind[] all = Kind.values();
        return limits.obstacles().isEmpty() ? Arrays.copyOf(all, all.length - 1) : all;
    }

    private void aim() {
        ObstacleLimit obstacle =
                limits.obstacles().get(random.nextInt(limits.obstacles().size()));
        double along = random.nextDouble();
        for (int i = 0; i < aimM.length; i++) {
            aimM[i] = obstacle.centreM()[i] + along * (obstacle.endM()[i] - obstacle.centreM()[i]);
        }
        aimM[2] = obstacle.pillar() ? random.nextDouble(limits.floorM(), limits.ceilingM()) : aimM[2];
    }

    private void lean(double x, double y, double tilt) {
        towards[0] = Math.sin(tilt) * x;
        towards[1] = Math.sin(tilt) * y;
        towards[2] = Math.cos(tilt);
    }

    @Override
    public void propose(long tick, double[] state, double[] command, double[] out) {
        boolean renew = tick % holdTicks == 0;
        for (int i = 0; i < ROTORS; i++) {
            switch (kind) {
                case RANDOM -> held[i] = renew ? random.nextDouble(-0.1, 1.1) : held[i];
                case FULL_THROTTLE -> held[i] = 1;
                case NO_THROTTLE -> held[i] = 0;
                case BANG_BANG -> held[i] = renew ? (random.nextBoolean() ? 1 : 0) : held[i];
                case SPIN -> held[i] = i % 2;
                case FLIP -> held[i] = i < 2 ? 1 : 0;
                case HOSTILE_NUMBERS ->
                    held[i] = renew ? HostileNumbers.mixed(random, 10, random.nextDouble(0.6, 1)) : held[i];
                case CHASE_WALL, CHASE_CORNER, CHASE_CEILING, CHASE_FLOOR, NEAREST_LIMIT, CHASE_OBSTACLE -> {}
            }
        }
        if (kind == Kind.NEAREST_LIMIT) {
            toNearest(state);
        } else if (kind == Kind.CHASE_OBSTACLE) {
            toAim(state);
        } else if (kind.compareTo(Kind.CHASE_WALL) >= 0) {
            thrust.throttles(state, towards, share, held);
        }
        System.arraycopy(held, 0, out, 0, ROTORS);
    }

    /** Leans there, and climbs or sinks there. */
    private void toAim(double[] x) {
        double dx = aimM[0] - x[0];
        double dy = aimM[1] - x[1];
        double level = Math.hypot(dx, dy) + 1e-9;
        lean(dx / level, dy / level, Math.min(tiltRad, level));
        thrust.throttles(x, towards, aimM[2] < x[2] ? 1 - share : share, held);
    }

    private void toNearest(double[] x) {
        double up = limits.ceilingM() - x[2];
        double down = x[2] - limits.floorM();
        double wall = Double.POSITIVE_INFINITY;
        int corners = limits.fenceXM().length;
        for (int i = 0; i < corners; i++) {
            int j = (i + 1) % corners;
            double ex = limits.fenceXM()[j] - limits.fenceXM()[i];
            double ey = limits.fenceYM()[j] - limits.fenceYM()[i];
            double length = Math.hypot(ex, ey);
            double across = (x[0] - limits.fenceXM()[i]) * ey - (x[1] - limits.fenceYM()[i]) * ex;
            double distance = Math.abs(across) / length;
            if (distance < wall) {
                wall = distance;
                double outwards = across < 0 ? 1 : -1; // towards the wall, from whichever side
                lean(outwards * ey / length, -outwards * ex / length, tiltRad);
            }
        }
        boolean vertical = Math.min(up, down) < wall;
        if (vertical) {
            lean(0, 0, 0);
        }
        thrust.throttles(x, towards, vertical && down < up ? 0.1 : share, held);
    }
}
