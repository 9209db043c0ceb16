package dev.creance.policies.lint;

import dev.creance.policies.PolicyReport.Finding;
import dev.creance.policies.PolicyReport.Severity;
import dev.creance.policies.manifest.Action;
import dev.creance.policies.manifest.Clock;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.Motion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rates that no policy of the kind has: most often a period taken for a rate, or the loop's rate for the policy's. */
final class RateCheck {
    /** What the policies of the field are asked at: joints and motors 10 … 500 Hz, planners and set points of others 0.5 … 60 Hz. */
    private record Usual(String what, double leastHz, double greatestHz) {}

    private static final Usual MOTORS = new Usual("motors or channels", 10, 4000);
    private static final Usual JOINTS = new Usual("joints", 10, 500);
    private static final Usual ATTITUDES = new Usual("attitudes", 20, 500);
    private static final Usual PLANS = new Usual("another policy's set points", 0.5, 60);
    private static final Usual CHOICES = new Usual("choices", 0.5, 120);

    /** A phase that is sampled less often per turn than this cannot be told from its mirror image (Nyquist, with a margin). */
    private static final double FEWEST_PER_TURN = 4;

    private static final double MOST_PERIODS_LATE = 10;

    private final Manifest manifest;
    private final List<Finding> findings = new ArrayList<>();

    private RateCheck(Manifest manifest) {
        this.manifest = manifest;
    }

    static List<Finding> of(Manifest manifest) {
        RateCheck check = new RateCheck(manifest);
        check.nativeRate();
        check.deadline();
        check.clocks();
        check.motions();
        return check.findings;
    }

    private void add(String text) {
        findings.add(new Finding(Severity.WARNING, "implausible_rate", text));
    }

    private void nativeRate() {
        double hz = manifest.rates().nativeHz();
        Usual usual = switch (manifest.action()) {
            case Action.Direct direct -> MOTORS;
            case Action.Joints joints -> JOINTS;
            case Action.Split split -> JOINTS;
            case Action.AttitudeThrust thrust -> ATTITUDES;
            case Action.Twist twist -> PLANS;
            case Action.Discrete discrete -> CHOICES;
        };
        if (hz < usual.leastHz || hz > usual.greatestHz) {
            add("rates.native is " + hz + " Hz, but policies that command " + usual.what + " are asked at "
                    + usual.leastHz + " … " + usual.greatestHz + " Hz: is it a period, or the rate of the loop below?");
        }
    }

    private void deadline() {
        double periods = manifest.rates().deadlineS() * manifest.rates().nativeHz();
        if (periods > MOST_PERIODS_LATE) {
            add("rates.deadline is " + Math.round(periods)
                    + " periods of the policy: an action as old as this belongs to" + " another situation");
        }
    }

    private void clocks() {
        for (Clock clock : manifest.signals().clocks()) {
            if (clock instanceof Clock.Phase phase) {
                double inferences = phase.periodS() * manifest.rates().nativeHz();
                if (inferences < FEWEST_PER_TURN) {
                    add(String.format(
                            Locale.ROOT,
                            "clock '%s' goes round in %.3g s, which are only %.1f inferences at rates.native",
                            phase.name(),
                            phase.periodS(),
                            inferences));
                }
            }
        }
    }

    private void motions() {
        for (Motion motion : manifest.signals().motions()) {
            // A motion in a file is sampled by time; one in the network goes on by a frame with each inference.
            if (motion.recording().isEmpty()
                    && Math.abs(motion.rateHz() / manifest.rates().nativeHz() - 1) > 1e-6) {
                add("motion '" + motion.name() + "' has " + motion.rateHz()
                        + " frames a second and the policy is asked at "
                        + manifest.rates().nativeHz() + " Hz: it would be played at another speed");
            }
        }
    }
}
