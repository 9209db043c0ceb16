package dev.creance.safety.arm;

import dev.creance.safety.Setting;
import dev.creance.safety.SettingsSection;
import dev.creance.safety.SharedSetting;
import dev.creance.safety.ShieldTiming;
import java.util.Locale;

/** Refuses settings with which the bounds of {@link SetPointAxis} do not hold. Each refusal names the number that would do. */
final class ArmPreconditions {
    /** A change of displacement must be worth so many grains of the wire: otherwise rounding eats the acceleration. */
    private static final double GRAINS = 4;

    /** Braking from the greatest velocity takes no more of a joint's range than this. */
    private static final double RANGE_SHARE = 0.9;

    /** Of the acceleration, a jerk takes away no more in a tick. */
    private static final double JERK_SHARE = 0.6;

    /** Of the greatest speeds, what a prediction of how the arm follows may be off by; twice what was seen. */
    private static final double PREDICTED = 0.02;

    /** A joint's damping over its stiffness is no less than this many steps of that prediction: it sees what swings. */
    private static final double LAG_STEPS = 1.5;

    private ArmPreconditions() {}

    static void check(SettingsSection settings, JointBounds bounds, SetPointAxis[] axes, ShieldTiming timing) {
        double tickS = timing.periodS();
        longer(settings, ArmSetting.SENSOR_AGE, 2 * tickS, "two ticks");
        longer(settings, SharedSetting.STUCK_TIME, 2 * tickS, "two ticks");
        longer(settings, SharedSetting.CLOCK_JUMP, 2 * tickS, "two ticks");
        longer(
                settings,
                SharedSetting.RESUME_WINDOW,
                2 * settings.value(ArmSetting.SENSOR_AGE),
                "twice limits.sensor_age");
        for (int i = 0; i < axes.length; i++) {
            joint(settings, bounds, axes[i], i, tickS);
            jerk(settings, bounds, axes[i], i, tickS);
        }
    }

    private static void joint(SettingsSection settings, JointBounds bounds, SetPointAxis axis, int i, double tickS) {
        double grain = SetPointAxis.grain(axis.lower(), axis.upper());
        if (!(axis.change() >= GRAINS * grain)) {
            throw settings.node()
                    .child("limits")
                    .child("acceleration")
                    .error(String.format(
                            Locale.ROOT,
                            ": joint %d changes its velocity by %.3g in a tick of %.4g ms, and set points are %.3g apart; %.3g would do",
                            i,
                            axis.change() / tickS,
                            1e3 * tickS,
                            grain / tickS,
                            GRAINS * grain / tickS / tickS))
                    .withHint("raise it or lower loop.rate");
        }
        double speed = axis.most() / tickS;
        double way = speed * speed / (axis.braking() / tickS / tickS) + 2 * axis.most();
        double range = axis.upper() - axis.lower();
        if (!(way <= RANGE_SHARE * range)) {
            double least = speed * speed / (RANGE_SHARE * range - 2 * axis.most());
            throw settings.node()
                    .child("limits")
                    .child("acceleration")
                    .error(String.format(
                            Locale.ROOT,
                            ": joint %d with %.3g brakes over %.3g either way, and its range is %.3g; %.3g would do",
                            i,
                            bounds.acceleration()[i],
                            way / 2,
                            range,
                            least))
                    .withHint("raise it or lower limits.velocity");
        }
    }

    /** A limit that the wire can show, and that takes longer than a tick to reach the acceleration. */
    private static void jerk(SettingsSection settings, JointBounds bounds, SetPointAxis axis, int i, double tickS) {
        double jerk = bounds.jerk()[i];
        double least = GRAINS * SetPointAxis.grain(axis.lower(), axis.upper()) / (tickS * tickS * tickS);
        double most = JERK_SHARE * bounds.acceleration()[i] / tickS;
        if (jerk < Double.POSITIVE_INFINITY && !(jerk >= least && jerk <= most)) {
            throw settings.node()
                    .child("limits")
                    .child("jerk")
                    .items()
                    .get(i)
                    .error(String.format(
                            Locale.ROOT,
                            "=%.4g is outside %.4g to %.4g: set points of 32 bits show no less in a tick of %.4g ms, and with"
                                    + " more the acceleration of joint %d is reached within one",
                            jerk,
                            least,
                            most,
                            1e3 * tickS,
                            i))
                    .withHint("change it, limits.acceleration or loop.rate");
        }
    }

    /** How the arm follows can be predicted for as long as braking and the answer to it take, and leaves something for errors. */
    static void law(SettingsSection settings, JointBounds bounds, FirmwareLaw law) {
        double most = 1 - 2 * PREDICTED;
        if (!(settings.value(ArmSetting.VELOCITY_SHARE) <= most)) {
            throw settings.error(
                            ArmSetting.VELOCITY_SHARE,
                            String.format(
                                    Locale.ROOT,
                                    "leaves nothing for errors of what backup.servo predicts; %.4g would do",
                                    most))
                    .withHint("lower it");
        }
        double stepS = law.answerS(bounds.velocity(), bounds.acceleration()) / TrueMotion.STEPS;
        for (int i = 0; i < law.damping().length; i++) {
            double least = LAG_STEPS * stepS * law.stiffness()[i];
            if (!(law.damping()[i] >= least)) {
                throw settings.node()
                        .child("backup")
                        .child("servo")
                        .child("damping")
                        .items()
                        .get(i)
                        .error(String.format(
                                Locale.ROOT,
                                "=%.4g lets joint %d swing faster than is predicted over the %.3g s that joints brake and answer;"
                                        + " %.4g would do",
                                law.damping()[i],
                                i,
                                stepS * TrueMotion.STEPS,
                                least))
                        .withHint("brake harder, or move slower: limits.acceleration, limits.velocity");
            }
        }
    }

    private static void longer(SettingsSection settings, Setting time, double least, String what) {
        if (!(settings.value(time) >= least)) {
            throw settings.error(time, String.format(Locale.ROOT, "is below %.4g s, %s", least, what))
                    .withHint("raise it");
        }
    }
}
