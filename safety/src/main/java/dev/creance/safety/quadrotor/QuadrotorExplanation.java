package dev.creance.safety.quadrotor;

import dev.creance.runtime.Channel;
import dev.creance.safety.CommandProjection;
import dev.creance.safety.ExplainedLimit;
import dev.creance.safety.Margins;
import dev.creance.safety.ShieldTiming;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Asks the certificate itself: hovering in the middle of the envelope, and on the way to each limit with the design speed. */
final class QuadrotorExplanation {
    private final QuadrotorShieldSettings settings;
    private final Envelope envelope;
    private final Certificate certificate;
    private final double[] hovering = new double[Airframe.ROTORS];
    private final double[] middleM = new double[3];
    private final double designMPerS;

    private QuadrotorExplanation(QuadrotorShieldSettings settings, Airframe airframe, ShieldTiming timing) {
        this.settings = settings;
        envelope = Envelope.of(settings);
        certificate = new Certificate(
                airframe,
                BackupGains.of(settings),
                envelope,
                new CommandProjection(settings.commandLimits(), timing.periodS()),
                timing.periodS(),
                settings.value(QuadrotorSetting.HELD));
        designMPerS = settings.value(QuadrotorSetting.DESIGN_SPEED);
        for (int i = 0; i < Airframe.ROTORS; i++) {
            hovering[i] = airframe.hoverState(i);
        }
        double[][] corners = settings.fenceM();
        for (double[] corner : corners) {
            middleM[0] += corner[0] / corners.length;
            middleM[1] += corner[1] / corners.length;
        }
        middleM[2] = (settings.floorM() + settings.ceilingM()) / 2;
    }

    static List<ExplainedLimit> of(QuadrotorShieldSettings settings, Airframe airframe, ShieldTiming timing) {
        return new QuadrotorExplanation(settings, airframe, timing).limits(timing);
    }

    private List<ExplainedLimit> limits(ShieldTiming timing) {
        Fence fence = envelope.fence();
        int wall = nearestWall(fence);
        Margins rest = margins(0, 0, 0, 0);
        Margins up = margins(0, 0, designMPerS, 0);
        Margins down = margins(0, 0, -designMPerS, 0);
        Margins out = margins(designMPerS * fence.normalX(wall), designMPerS * fence.normalY(wall), 0, 0);
        double turning = settings.value(QuadrotorSetting.RECOVERY_RATE);
        Margins turned = margins(0, 0, 0, turning);
        double fenceM = fence.distanceM(middleM[0], middleM[1]);
        String fast = format("%.4g m/s towards it", designMPerS);
        List<ExplainedLimit> all = new ArrayList<>(List.of(
                limit(rest, QuadrotorMargins.CEILING, format("%.4g m", envelope.ceilingM()))
                        .stopping(envelope.ceilingM() - middleM[2] - up.values[QuadrotorMargins.CEILING], fast),
                limit(rest, QuadrotorMargins.FLOOR, format("%.4g m", envelope.floorM()))
                        .stopping(middleM[2] - envelope.floorM() - down.values[QuadrotorMargins.FLOOR], fast),
                limit(rest, QuadrotorMargins.FENCE, fence.walls() + " walls")
                        .stopping(fenceM - out.values[QuadrotorMargins.FENCE], fast),
                limit(rest, QuadrotorMargins.TILT, format("%.4g rad", envelope.tiltRad()))
                        .stopping(
                                envelope.tiltRad() - turned.values[QuadrotorMargins.TILT],
                                format("%.4g rad/s about a level axis", turning)),
                limit(rest, QuadrotorMargins.BODY_RATE, format("%.4g rad/s", envelope.bodyRateRadPerS()))
                        .stopping(
                                envelope.bodyRateRadPerS() - turned.values[QuadrotorMargins.BODY_RATE],
                                format("%.4g rad/s about a level axis", turning)),
                ExplainedLimit.atOnce(
                        "ground",
                        format("%.4g m/s", envelope.groundImpactMPerS()),
                        "m/s",
                        envelope.groundImpactMPerS()),
                ExplainedLimit.atOnce(
                        "motor",
                        format("%.4g to %.4g", settings.motorMin(), settings.motorMax()),
                        "1",
                        Math.min(hovering[0] - settings.motorMin(), settings.motorMax() - hovering[0])),
                ExplainedLimit.atOnce(
                        "motor.slew", format("%.4g 1/s", settings.motorSlewPerS()), "1/s", settings.motorSlewPerS())));
        if (envelope.obstacles().count() > 0) {
            all.add(obstacles(rest, fast));
        }
        all.addAll(ExplainedLimit.ages(settings.sensorAgeNs(), timing));
        return all;
    }

    /** On the way to whichever is nearest as the run begins. */
    private ExplainedLimit obstacles(Margins rest, String fast) {
        Obstacles obstacles = envelope.obstacles();
        Approach nearest = new Approach();
        nearest.distanceM = Double.POSITIVE_INFINITY;
        int moving = 0;
        for (int i = 0; i < obstacles.count(); i++) {
            Approach each = new Approach();
            obstacles.get(i).sweep(0, middleM[0], middleM[1], middleM[2], each);
            nearest = each.distanceM < nearest.distanceM ? each : nearest;
            moving += obstacles.get(i).moves() ? 1 : 0;
        }
        Margins out =
                margins(designMPerS * nearest.normalX, designMPerS * nearest.normalY, designMPerS * nearest.normalZ, 0);
        String bounds = moving == 0 ? "%d stand" : moving == obstacles.count() ? "%d move" : "%d, of which %d move";
        return limit(rest, QuadrotorMargins.OBSTACLE, format(bounds, obstacles.count(), moving))
                .stopping(nearest.distanceM - out.values[QuadrotorMargins.OBSTACLE], fast);
    }

    /** Seen from the middle. */
    private int nearestWall(Fence fence) {
        int nearest = 0;
        for (int i = 1; i < fence.walls(); i++) {
            boolean nearer =
                    fence.distanceM(i, middleM[0], middleM[1]) < fence.distanceM(nearest, middleM[0], middleM[1]);
            nearest = nearer ? i : nearest;
        }
        return nearest;
    }

    private static ExplainedLimit limit(Margins rest, int margin, String bounds) {
        Channel channel = rest.channels().get(margin);
        return ExplainedLimit.atOnce(channel.name(), bounds, channel.unit(), rest.values[margin]);
    }

    private Margins margins(double vx, double vy, double vz, double wx) {
        StateEstimate estimate = new StateEstimate();
        VehicleState s = estimate.state;
        s.px = middleM[0];
        s.py = middleM[1];
        s.pz = middleM[2];
        s.vx = vx;
        s.vy = vy;
        s.vz = vz;
        s.wx = wx;
        System.arraycopy(hovering, 0, s.rotor, 0, hovering.length);
        estimate.known = true;
        estimate.positionRadiusM = settings.value(QuadrotorSetting.POSITION_ERROR);
        estimate.velocityRadiusMPerS = settings.value(QuadrotorSetting.VELOCITY_ERROR);
        Margins out = QuadrotorMargins.of(settings);
        certificate.evaluate(estimate, hovering, Certificate.NO_GROUND, out);
        return out;
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
