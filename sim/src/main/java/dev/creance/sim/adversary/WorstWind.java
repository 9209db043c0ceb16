package dev.creance.sim.adversary;

import dev.creance.dynamics.quadrotor.QuadrotorState;
import java.util.SplittableRandom;

/** Wind within |w| ≤ W on a quadrotor, as bad as it can be. Deterministic in what it was made with; not thread-safe. */
public final class WorstWind {
    /** How it blows. */
    public enum Kind {
        CALM,
        CONSTANT,
        TURNING,
        WITH_THE_FLIGHT,
        TO_THE_WALL
    }

    private final Kind kind;
    private final double forceN;
    private final double middleM;
    private final double[] towards = new double[3];
    private final int turnTicks;

    /**
     * @param forceN greatest force
     * @param middleM height between floor and ceiling
     */
    public WorstWind(Kind kind, SplittableRandom random, double forceN, double middleM) {
        this.kind = kind;
        this.forceN = forceN;
        this.middleM = middleM;
        double heading = random.nextDouble(-Math.PI, Math.PI);
        double up = random.nextDouble(-1, 1);
        double flat = Math.sqrt(1 - up * up);
        towards[0] = flat * Math.cos(heading);
        towards[1] = flat * Math.sin(heading);
        towards[2] = up;
        turnTicks = random.nextInt(50, 600);
    }

    public Kind kind() {
        return kind;
    }

    /** @param state of the vehicle */
    public void force(long tick, double[] state, double[] forceNOut) {
        switch (kind) {
            case CALM -> set(0, 0, 0, forceNOut);
            case CONSTANT -> set(towards[0], towards[1], towards[2], forceNOut);
            case TURNING -> {
                double side = tick / turnTicks % 2 == 0 ? 1 : -1;
                set(side * towards[0], side * towards[1], side * towards[2], forceNOut);
            }
            case WITH_THE_FLIGHT -> {
                int v = QuadrotorState.VELOCITY;
                set(state[v], state[v + 1], state[v + 2], forceNOut);
            }
            case TO_THE_WALL -> {
                boolean alongX = Math.abs(state[0]) > Math.abs(state[1]);
                set(
                        alongX ? Math.signum(state[0]) : 0,
                        alongX ? 0 : Math.signum(state[1]),
                        state[2] > middleM ? 1 : -1,
                        forceNOut);
            }
        }
    }

    /** The whole force in a direction; none where it has no length. */
    private void set(double x, double y, double z, double[] forceNOut) {
        double length = Math.sqrt(x * x + y * y + z * z);
        double perLength = forceN / (length + 1e-9);
        forceNOut[0] = x * perLength;
        forceNOut[1] = y * perLength;
        forceNOut[2] = z * perLength;
    }
}
