package dev.creance.sim.adversary;

import dev.creance.sim.drive.DriveLimits;
import java.util.SplittableRandom;

/** Voltage vectors for a drive in its rotor's frame that want too much current or speed; the state begins with ω, i_d, i_q. */
public final class DriveAdversary implements Adversary {
    /** How it behaves. */
    public enum Kind {
        RANDOM,
        BANG_BANG,
        CONSTANT,
        HOSTILE_NUMBERS,
        /** Along the current that there is. */
        OUTWARDS,
        MOTORING,
        BRAKING,
        ROTATING,
        /** Towards whichever limit is nearer. */
        NEAREST_LIMIT,
        /** Each of the others, changing in every tick. */
        CHANGING
    }

    private static final Kind[] OTHERS = java.util.Arrays.copyOf(Kind.values(), Kind.values().length - 1);

    private final Kind kind;
    private final SplittableRandom random;
    private final DriveLimits limits;
    private final double angle;
    private final double turnsPerTick;
    private double turned;

    public DriveAdversary(Kind kind, SplittableRandom random, DriveLimits limits) {
        this.kind = kind;
        this.random = random;
        this.limits = limits;
        angle = random.nextDouble(-Math.PI, Math.PI);
        turnsPerTick = random.nextDouble(-1, 1);
    }

    @Override
    public void propose(long tick, double[] state, double[] command, double[] out) {
        Kind now = kind == Kind.CHANGING ? OTHERS[random.nextInt(OTHERS.length)] : kind;
        switch (now) {
            case RANDOM -> set(out, random.nextDouble(-1, 1), random.nextDouble(-1, 1));
            case BANG_BANG -> set(out, random.nextBoolean() ? 1 : -1, random.nextBoolean() ? 1 : -1);
            case CONSTANT -> set(out, Math.cos(angle), Math.sin(angle));
            case HOSTILE_NUMBERS ->
                set(out, HostileNumbers.mixed(random, 2, 0.3), HostileNumbers.mixed(random, 2, -0.3));
            case OUTWARDS -> outwards(state, out);
            case MOTORING -> motor(state, out);
            case BRAKING -> set(out, 0, -Math.signum(state[0]));
            case NEAREST_LIMIT -> {
                double current = Math.hypot(state[1], state[2]) / limits.currentA();
                if (current > Math.abs(state[0]) / limits.speedRadPerS()) {
                    outwards(state, out);
                } else {
                    motor(state, out);
                }
            }
            case ROTATING, CHANGING -> {
                turned += turnsPerTick;
                set(out, Math.cos(turned), Math.sin(turned));
            }
        }
    }

    private static void outwards(double[] state, double[] out) {
        double length = Math.max(1e-9, Math.hypot(state[1], state[2]));
        set(out, 3 * state[1] / length + 0.1, 3 * state[2] / length);
    }

    private static void motor(double[] state, double[] out) {
        set(out, -0.3, Math.signum(state[0] + 0.1));
    }

    private static void set(double[] out, double d, double q) {
        out[0] = d;
        out[1] = q;
    }
}
