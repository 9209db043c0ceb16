package dev.creance.safety.quadrotor;

import static dev.creance.dynamics.quadrotor.QuadrotorChannels.REFERENCE_POSITION;
import static dev.creance.dynamics.quadrotor.QuadrotorChannels.REFERENCE_VELOCITY;

import dev.creance.runtime.Frame;
import dev.creance.runtime.Reference;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.safety.Setting;
import java.util.List;
import java.util.Locale;

/**
 * Whether a course stays where the shield lets the vehicle fly. A vehicle that followed it exactly, in calm air, must everywhere
 * keep the margin that {@link Certificate} asks for, with the same reaction time and stopping distance:
 *
 * <pre>
 * distance to a wall ≥ c + V_n t_r + D(V, ηA) V_n / V        V = |v| + δv,  V_n = n·v + δv
 * </pre>
 *
 * and likewise up to the ceiling, down to the floor, which applies once the course has first been clear of it, and to what an
 * obstacle has yet to sweep at that time. Otherwise the backup would take over on every lap.
 */
public final class ReferenceCheck {
    private static final double STEP_S = 0.01;

    /** Courses repeat; beyond this nothing new is expected. */
    private static final double LONGEST_S = 4 * 3600.0;

    /** From the takeover to braking, by the certificate's own flights from ordinary flight. */
    private static final double REACTION_S = 0.1;

    private final QuadrotorShieldSettings settings;
    private final StopDistance stop;
    private final double restM;
    private final double fasterMPerS;
    private final Wall fence = new Wall(
            "fence", "outside", "make it smaller or slower, or widen shield.limits.geofence by %s on each side");
    private final Wall ceiling =
            new Wall("ceiling", "above", "lower its height or raise shield.limits.altitude.ceiling by %s");
    private final Wall floor =
            new Wall("floor", "below", "raise its height or lower shield.limits.altitude.floor by %s");

    private final Wall[] obstacles;
    private final Approach approach = new Approach();

    private ReferenceCheck(QuadrotorShieldSettings settings) {
        this.settings = settings;
        stop = new StopDistance(settings.value(QuadrotorSetting.VELOCITY_GAIN));
        fasterMPerS = settings.value(QuadrotorSetting.DISTURBANCE) * Insets.windS(settings)
                + settings.value(QuadrotorSetting.VELOCITY_ERROR);
        restM = settings.value(QuadrotorSetting.CLEARANCE) + settings.value(QuadrotorSetting.POSITION_ERROR);
        obstacles = new Wall[settings.obstacles().count()];
        for (int i = 0; i < obstacles.length; i++) {
            obstacles[i] = new Wall(
                    "way of shield.limits.obstacles[" + i + "]",
                    "in",
                    "lead it around by %s more, or pass when the obstacle has gone by");
        }
    }

    /**
     * Checks a course.
     *
     * @param at where it was configured
     * @param durationNs how long it is flown
     * @throws dev.creance.runtime.config.ConfigError at {@code at}, with the first time and point at which it leaves the envelope
     */
    public static void check(ConfigNode at, QuadrotorShieldSettings settings, Reference reference, long durationNs) {
        new ReferenceCheck(settings).check(at, reference, durationNs);
    }

    private void check(ConfigNode at, Reference reference, long durationNs) {
        Frame frame = new Frame(reference.layout());
        double clearM = settings.floorM() + Insets.holdM(settings);
        double highestM = Double.NEGATIVE_INFINITY;
        boolean flying = false;
        long steps = (long) (Math.min(LONGEST_S, durationNs * 1e-9) / STEP_S);
        for (long i = 0; i <= steps; i++) {
            reference.sample(Math.round(i * STEP_S * 1e9), frame);
            Point point = Point.of(i * STEP_S, frame);
            highestM = Math.max(highestM, point.zM());
            flying |= point.zM() >= clearM;
            fence(point);
            ceiling(point);
            for (int k = 0; k < obstacles.length; k++) {
                obstacle(point, k);
            }
            if (flying) {
                floor(point);
            }
        }
        for (Wall wall : List.of(fence, ceiling, floor)) {
            wall.refuse(at);
        }
        for (Wall wall : obstacles) {
            wall.refuse(at);
        }
        if (!flying) {
            throw at.error(format(
                            " never rises above %.2f m within %.4g s; the shield holds the vehicle at %.2f m or more,"
                                    + " above the floor at %.2f m",
                            highestM, steps * STEP_S, clearM, settings.floorM()))
                    .withHint("raise its height to " + metres(clearM)
                            + " or more, lower shield.limits.altitude.floor, or fly for longer");
        }
    }

    private double speed(Point p) {
        return StrictMath.hypot(p.vxMPerS(), p.vyMPerS()) + fasterMPerS;
    }

    private double brakingM(double speed) {
        return stop.metres(speed, Certificate.RELIED_SHARE * settings.value(QuadrotorSetting.HORIZONTAL_DECELERATION));
    }

    private void obstacle(Point p, int index) {
        settings.obstacles().get(index).sweep(p.atS(), p.xM(), p.yM(), p.zM(), approach);
        double speed = speed(p);
        double level = StrictMath.hypot(approach.normalX, approach.normalY);
        double towards = approach.normalX * p.vxMPerS() + approach.normalY * p.vyMPerS() + level * fasterMPerS;
        double height = approach.normalZ > 0
                ? approach.normalZ * (vertical(p.vzMPerS(), QuadrotorSetting.SINK_ACCELERATION) - restM)
                : -approach.normalZ * (vertical(-p.vzMPerS(), QuadrotorSetting.CLIMB_ACCELERATION) - restM);
        double neededM = restM + Math.max(0, towards) * (REACTION_S + brakingM(speed) / speed) + height;
        obstacles[index].judge(p, approach.distanceM, neededM);
    }

    private void fence(Point p) {
        double speed = speed(p);
        double brakingM = brakingM(speed);
        Fence walls = settings.fence();
        for (int i = 0; i < walls.walls(); i++) {
            double towards = walls.normalX(i) * p.vxMPerS() + walls.normalY(i) * p.vyMPerS() + fasterMPerS;
            double neededM = restM + Math.max(0, towards) * (REACTION_S + brakingM / speed);
            fence.judge(p, walls.distanceM(i, p.xM(), p.yM()), neededM);
        }
    }

    private void ceiling(Point p) {
        ceiling.judge(p, settings.ceilingM() - p.zM(), vertical(p.vzMPerS(), QuadrotorSetting.SINK_ACCELERATION));
    }

    private void floor(Point p) {
        floor.judge(p, p.zM() - settings.floorM(), vertical(-p.vzMPerS(), QuadrotorSetting.CLIMB_ACCELERATION));
    }

    private double vertical(double towardsMPerS, Setting deceleration) {
        double speed = Math.max(0, towardsMPerS + fasterMPerS);
        return restM + speed * REACTION_S + stop.metres(speed, Certificate.RELIED_SHARE * settings.value(deceleration));
    }

    /** One limit: where the course first comes too near to it, and by how much at worst. */
    private static final class Wall {
        private final String name;
        private final String beyond;
        private final String remedy;
        private Point first;
        private double leftM;
        private double neededM;
        private double lackingM;

        /** @param remedy with a place for the metres that are lacking */
        Wall(String name, String beyond, String remedy) {
            this.name = name;
            this.beyond = beyond;
            this.remedy = remedy;
        }

        void judge(Point point, double distanceM, double leastM) {
            if (distanceM >= leastM) {
                return;
            }
            if (first == null) {
                first = point;
                leftM = distanceM;
                neededM = leastM;
            }
            lackingM = Math.max(lackingM, leastM - distanceM);
        }

        void refuse(ConfigNode at) {
            if (first != null) {
                throw at.error(format(
                                " is %s the %s after %.2f s, at (%.2f m, %.2f m, %.2f m) with %.2f m/s: %.2f m are left,"
                                        + " and the shield needs %.2f m to stop there",
                                leftM < 0 ? beyond : "too near",
                                name,
                                first.atS(),
                                first.xM(),
                                first.yM(),
                                first.zM(),
                                first.speedMPerS(),
                                leftM,
                                neededM))
                        .withHint(String.format(Locale.ROOT, remedy, metres(lackingM)));
            }
        }
    }

    /** Rounded up, so that what is said suffices. */
    private static String metres(double value) {
        return format("%.2f m", StrictMath.ceil(value * 100) / 100);
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }

    private record Point(double atS, double xM, double yM, double zM, double vxMPerS, double vyMPerS, double vzMPerS) {
        static Point of(double atS, Frame frame) {
            double[] v = frame.values;
            return new Point(
                    atS,
                    v[REFERENCE_POSITION],
                    v[REFERENCE_POSITION + 1],
                    v[REFERENCE_POSITION + 2],
                    v[REFERENCE_VELOCITY],
                    v[REFERENCE_VELOCITY + 1],
                    v[REFERENCE_VELOCITY + 2]);
        }

        double speedMPerS() {
            return StrictMath.sqrt(vxMPerS * vxMPerS + vyMPerS * vyMPerS + vzMPerS * vzMPerS);
        }
    }
}
