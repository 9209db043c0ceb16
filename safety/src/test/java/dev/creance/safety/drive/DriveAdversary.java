package dev.creance.safety.drive;

import dev.creance.runtime.property.Choices;
import java.util.SplittableRandom;

/** Policies that want the worst, one kind after the other. */
final class DriveAdversary implements DriveRun.Pilot {
    private static final String[] KINDS = {
        "random", "bang-bang", "constant", "not a number", "outwards", "motoring", "braking", "rotating", "changing"
    };

    private final SplittableRandom random;
    private final String kind;
    private final double angle;
    private final double turnsPerTick;
    private double held;

    DriveAdversary(Choices choices) {
        kind = choices.oneOf(KINDS);
        angle = choices.between(-Math.PI, Math.PI);
        turnsPerTick = choices.between(-1, 1);
        random = new SplittableRandom(choices.bits());
    }

    String kind() {
        return kind;
    }

    @Override
    public void propose(DriveRun run, double[] out) {
        String now = kind.equals("changing") ? KINDS[random.nextInt(KINDS.length - 1)] : kind;
        switch (now) {
            case "random" -> set(out, random.nextDouble(-1, 1), random.nextDouble(-1, 1));
            case "bang-bang" -> set(out, random.nextBoolean() ? 1 : -1, random.nextBoolean() ? 1 : -1);
            case "constant" -> set(out, Math.cos(angle), Math.sin(angle));
            case "not a number" -> {
                double[] bad = {Double.NaN, Double.POSITIVE_INFINITY, -Double.MAX_VALUE, Double.MIN_VALUE, -0.0, 0.3};
                set(out, bad[random.nextInt(bad.length)], bad[random.nextInt(bad.length)]);
            }
            case "outwards" -> {
                double length = Math.max(1e-9, run.drive.currentA());
                set(out, 3 * run.drive.state[1] / length + 0.1, 3 * run.drive.state[2] / length);
            }
            case "motoring" -> set(out, -0.3, Math.signum(run.drive.state[0] + 0.1));
            case "braking" -> set(out, 0, -Math.signum(run.drive.state[0]));
            default -> {
                held += turnsPerTick;
                set(out, Math.cos(held), Math.sin(held));
            }
        }
    }

    private static void set(double[] out, double d, double q) {
        out[0] = d;
        out[1] = q;
    }
}
