package dev.creance.safety.arm;

import dev.creance.runtime.Cause;
import dev.creance.safety.ExplainedLimit;
import dev.creance.safety.SettingsSection;
import dev.creance.safety.ShieldTiming;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Asks axes and braking path themselves: joints in the middle of their ranges, at rest, and each at its greatest speed. */
final class ArmExplanation {
    private final SetPointAxis[] axes;
    private final BrakingPath path;
    private final Workspace workspace;
    private final SettingsSection section;
    private final double tickS;

    ArmExplanation(
            SetPointAxis[] axes, BrakingPath path, Workspace workspace, SettingsSection section, ShieldTiming timing) {
        this.axes = axes;
        this.path = path;
        this.workspace = workspace;
        this.section = section;
        tickS = timing.periodS();
    }

    List<ExplainedLimit> limits(long sensorAgeNs, ShieldTiming timing) {
        List<ExplainedLimit> all = new ArrayList<>();
        double[] middle = new double[axes.length];
        double[] still = new double[axes.length];
        double[] fastest = new double[axes.length];
        for (int i = 0; i < axes.length; i++) {
            middle[i] = (axes[i].lower() + axes[i].upper()) / 2;
            fastest[i] = axes[i].most();
            all.addAll(joint(i, axes[i]));
        }
        path.look(middle, middle);
        path.follow(middle, still);
        double wallM = path.leastM(Cause.WORKSPACE);
        double apartM = path.leastM(Cause.SELF_COLLISION);
        double roomMPerS = path.speedRoomMPerS();
        path.follow(middle, fastest);
        String every = "every joint at its greatest speed";
        all.add(ExplainedLimit.atOnce("workspace", box(), "m", wallM)
                .stopping(wallM - path.leastM(Cause.WORKSPACE), every));
        all.add(ExplainedLimit.atOnce("tool.speed", format("%.4g m/s", workspace.mostMPerS()), "m/s", roomMPerS)
                .stopping(roomMPerS - path.speedRoomMPerS(), every));
        if (apartM < Double.POSITIVE_INFINITY) {
            all.add(ExplainedLimit.atOnce("self_collision", "spheres do not touch", "m", apartM)
                    .stopping(apartM - path.leastM(Cause.SELF_COLLISION), every));
        }
        double tracking = section.value(ArmSetting.TRACKING);
        all.add(ExplainedLimit.atOnce("tracking", format("%.4g rad", tracking), "rad", tracking));
        all.addAll(ExplainedLimit.ages(sensorAgeNs, timing));
        return all;
    }

    private List<ExplainedLimit> joint(int i, SetPointAxis axis) {
        double speed = axis.most() / tickS;
        double way = axis.most() + axis.way(axis.most(), Double.MAX_VALUE);
        double acceleration = axis.change() / tickS / tickS;
        return List.of(
                ExplainedLimit.atOnce(
                                "joint.position." + i,
                                format("%.4g to %.4g rad", axis.lower(), axis.upper()),
                                "rad",
                                (axis.upper() - axis.lower()) / 2)
                        .stopping(way, format("%.4g rad/s", speed)),
                ExplainedLimit.atOnce("joint.velocity." + i, format("%.4g rad/s", speed), "rad/s", speed),
                ExplainedLimit.atOnce(
                        "joint.acceleration." + i, format("%.4g rad/s2", acceleration), "rad/s2", acceleration));
    }

    private String box() {
        boolean none = Arrays.stream(workspace.lowerM()).allMatch(m -> m <= -JointBounds.MOST)
                && Arrays.stream(workspace.upperM()).allMatch(m -> m >= JointBounds.MOST);
        if (none) {
            return "none";
        }
        StringBuilder text = new StringBuilder();
        for (int k = 0; k < 3; k++) {
            text.append(format(
                    "%s%s to %s",
                    k == 0 ? "" : ", ",
                    side(workspace.lowerM()[k]),
                    side(workspace.upperM()[k])));
        }
        return text.append(" m").toString();
    }

    private static String side(double m) {
        return Math.abs(m) >= JointBounds.MOST ? "any" : format("%.4g", m);
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
