package dev.creance.sim.adversary;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.ChainMotion;
import dev.creance.sim.arm.ArmLimits;
import dev.creance.sim.arm.LinkSpheres;
import java.util.SplittableRandom;

/** Set points that want an arm's joints, or its tool, beyond their limits; the state is positions, then velocities. */
public final class ArmAdversary implements Adversary {
    /** How it behaves. */
    public enum Kind {
        RANDOM,
        BANG_BANG,
        /** Ahead of where the joints were told to be last. */
        FAR,
        HOSTILE_NUMBERS,
        /** Just what the velocity limit allows, one way and then the other. */
        FAST,
        /** The joint that is nearest to its limit, through it. */
        NEAREST_JOINT,
        /** The tool, through the nearest wall, down the gradient of its distance. */
        NEAREST_WALL,
        /** The tool as fast as the joints can make it, one way and then the other. */
        TOOL_SPEED,
        /** The two links that are nearest to each other, together, down the gradient of their distance. */
        NEAREST_LINKS,
        /** The tool against what is in its way, along +x: run into, pressed, let go and hit again. */
        INTO_CONTACT,
        /** Each of the others, changing in every tick. */
        CHANGING
    }

    private static final double DIFFERENCE = 1e-5;

    /** Finding a direction anew costs a kinematic chain for each joint. */
    private static final int RENEWED_TICKS = 10;

    private final Kind kind;
    private final Kind[] others;
    private final SplittableRandom random;
    private final ArmLimits limits;
    private final LinkSpheres spheres;
    private final Chain.Tool tool;
    private final ChainMotion motion;
    private final double[] joints;
    private final double[] still;
    private final double[] toolM = new double[3];
    private final double[] movedM = new double[3];
    private final double[] normal = new double[3];
    private final double[] direction;
    private final int turnTicks;

    /** @param limits each joint's position must have one, and so must the box; the others may be infinite */
    public ArmAdversary(Kind kind, SplittableRandom random, Chain chain, ArmLimits limits) {
        this.kind = kind;
        this.random = random;
        this.limits = limits;
        others = java.util.Arrays.stream(kinds(limits))
                .filter(other -> other != Kind.CHANGING)
                .toArray(Kind[]::new);
        spheres = limits.spheres().copy();
        tool = chain.tool();
        motion = new ChainMotion(chain);
        joints = new double[chain.size()];
        still = new double[chain.size()];
        direction = new double[chain.size()];
        turnTicks = random.nextInt(200, 900);
    }

    /** Those that have something to go for. */
    public static Kind[] kinds(ArmLimits limits) {
        return java.util.Arrays.stream(Kind.values())
                .filter(kind -> kind != Kind.NEAREST_LINKS || !limits.spheres().isEmpty())
                .filter(kind -> kind != Kind.INTO_CONTACT || limits.contactForceN() < Double.POSITIVE_INFINITY)
                .toArray(Kind[]::new);
    }

    @Override
    public void propose(long tick, double[] state, double[] command, double[] out) {
        Kind now = kind == Kind.CHANGING ? others[random.nextInt(others.length)] : kind;
        boolean one = tick / turnTicks % 2 == 0;
        if (tick % RENEWED_TICKS == 0) {
            aim(now, state);
        }
        for (int i = 0; i < out.length; i++) {
            double middle = (limits.lower()[i] + limits.upper()[i]) / 2;
            double half = (limits.upper()[i] - limits.lower()[i]) / 2;
            out[i] = switch (now) {
                case RANDOM -> middle + half * random.nextDouble(-1.2, 1.2);
                case BANG_BANG -> middle + (one ? 3 : -3) * half;
                case FAR -> command[i] + (i % 2 == 0 ? 0.3 : -0.3);
                case HOSTILE_NUMBERS -> HostileNumbers.mixed(random, 50, middle + 2 * half);
                case FAST -> command[i] + (one ? 1e-3 : -1e-3) * limits.velocity()[i];
                case NEAREST_JOINT -> i == nearest(state) ? middle + 2 * half * side(i, state) : command[i];
                case NEAREST_WALL, NEAREST_LINKS -> command[i] + 0.3 * direction[i];
                case TOOL_SPEED, INTO_CONTACT, CHANGING -> command[i] + (one ? 0.3 : -0.3) * direction[i];
            };
        }
    }

    private int nearest(double[] state) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < joints.length; i++) {
            double left = Math.min(state[i] - limits.lower()[i], limits.upper()[i] - state[i]);
            if (left < least) {
                least = left;
                nearest = i;
            }
        }
        return nearest;
    }

    private double side(int i, double[] state) {
        return limits.upper()[i] - state[i] < state[i] - limits.lower()[i] ? 1 : -1;
    }

    /** Which way the joints take the tool where it is wanted: Jᵀ n, its largest part 1. */
    private void aim(Kind now, double[] state) {
        if (now.compareTo(Kind.NEAREST_WALL) < 0 || now == Kind.CHANGING) {
            return;
        }
        System.arraycopy(state, 0, joints, 0, joints.length);
        if (now == Kind.NEAREST_LINKS) {
            together();
            return;
        }
        place(toolM);
        if (now == Kind.NEAREST_WALL) {
            toWall();
        } else {
            java.util.Arrays.fill(normal, 0);
            normal[now == Kind.TOOL_SPEED ? turnTicks % 3 : 0] = 1;
        }
        double most = 1e-9;
        for (int i = 0; i < joints.length; i++) {
            joints[i] += DIFFERENCE;
            place(movedM);
            joints[i] -= DIFFERENCE;
            double gain = 0;
            for (int k = 0; k < 3; k++) {
                gain += normal[k] * (movedM[k] - toolM[k]) / DIFFERENCE;
            }
            direction[i] = gain;
            most = Math.max(most, Math.abs(gain));
        }
        scale(most);
    }

    private void together() {
        double apartM = apartM();
        double most = 1e-9;
        for (int i = 0; i < joints.length; i++) {
            joints[i] += DIFFERENCE;
            direction[i] = (apartM - apartM()) / DIFFERENCE;
            joints[i] -= DIFFERENCE;
            most = Math.max(most, Math.abs(direction[i]));
        }
        scale(most);
    }

    private double apartM() {
        motion.update(joints, still);
        return spheres.apartM(motion);
    }

    private void scale(double most) {
        for (int i = 0; i < joints.length; i++) {
            direction[i] /= most;
        }
    }

    private void place(double[] outM) {
        motion.update(joints, still);
        motion.point(tool.link(), tool.pose().positionM(), outM);
    }

    private void toWall() {
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < 3; k++) {
            double down = toolM[k] - limits.boxLowerM()[k];
            double up = limits.boxUpperM()[k] - toolM[k];
            if (Math.min(down, up) < least) {
                least = Math.min(down, up);
                java.util.Arrays.fill(normal, 0);
                normal[k] = up < down ? 1 : -1;
            }
        }
    }
}
