package dev.creance.safety.arm;

import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Reference;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.safety.CommandLimit;
import java.util.List;
import java.util.Locale;

/** Whether what an arm is to follow lies where its set points, and its tool, may be. */
final class ArmReferenceCheck {
    private static final double STEP_S = 0.01;

    /** Courses repeat; beyond this nothing new is expected. */
    private static final double LONGEST_S = 3600;

    private static final String[] AXES = {"x", "y", "z"};

    private ArmReferenceCheck() {}

    static void check(
            ConfigNode at, List<CommandLimit> limits, Workspace workspace, Reference reference, long durationNs) {
        Layout layout = reference.layout();
        Frame frame = new Frame(layout);
        long steps = (long) (Math.min(LONGEST_S, durationNs * 1e-9) / STEP_S);
        for (long step = 0; step <= steps; step++) {
            reference.sample(Math.round(step * STEP_S * 1e9), frame);
            for (int i = 0; i < limits.size(); i++) {
                String name = "reference.joint.position." + i;
                if (layout.has(name)) {
                    double value = frame.values[layout.indexOf(name)];
                    refuseOutside(
                            at,
                            step,
                            "joint " + i,
                            value,
                            limits.get(i).min(),
                            limits.get(i).max());
                }
            }
            for (int k = 0; k < AXES.length; k++) {
                String name = "reference.tool.position." + AXES[k];
                if (layout.has(name)) {
                    double value = frame.values[layout.indexOf(name)];
                    double least = workspace.lowerM()[k] + workspace.clearanceM();
                    double greatest = workspace.upperM()[k] - workspace.clearanceM();
                    refuseOutside(at, step, "the tool's " + AXES[k], value, least, greatest);
                }
            }
        }
    }

    private static void refuseOutside(
            ConfigNode at, long step, String what, double value, double least, double greatest) {
        if (!(value >= least && value <= greatest)) {
            throw at.error(String.format(
                            Locale.ROOT,
                            " asks for %s at %.4g after %.2f s; the shield lets it be between %.4g and %.4g",
                            what,
                            value,
                            step * STEP_S,
                            least,
                            greatest))
                    .withHint("move it inwards, or widen shield.limits");
        }
    }
}
