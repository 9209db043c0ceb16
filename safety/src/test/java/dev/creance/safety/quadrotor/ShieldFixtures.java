package dev.creance.safety.quadrotor;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.runtime.Shield;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.loop.OverrunReaction;
import dev.creance.runtime.property.Choices;
import dev.creance.safety.ShieldTiming;
import dev.creance.safety.Stage;
import dev.creance.safety.guards.GuardSource;
import dev.creance.sim.adversary.QuadrotorAdversary;
import dev.creance.sim.quadrotor.QuadrotorLimits;
import java.util.SplittableRandom;

/** The vehicle, settings and timing that most tests use. */
final class ShieldFixtures {
    static final QuadrotorParameters CRAZYFLIE = QuadrotorParameterFiles.named("crazyflie-2.x");

    static final ShieldTiming TIMING = timing(OverrunReaction.STOP);

    /** A policy that may change its mind in every tick. */
    static final ShieldTiming EVERY_TICK = new ShieldTiming(1_000_000, 1, 30_000_000, 50, OverrunReaction.STOP);

    static final String LIMITS = """
            limits:
              altitude: {floor: 0.15 m, ceiling: 2.5 m}
              geofence: [[-2.5 m, -2.5 m], [2.5 m, -2.5 m], [2.5 m, 2.5 m], [-2.5 m, 2.5 m]]
            """;

    /** How many a quadrotor's shield reports. */
    static final int MARGINS = 8;

    private ShieldFixtures() {}

    /** 1 kHz with a policy at 100 Hz. */
    static ShieldTiming timing(OverrunReaction overrun) {
        return new ShieldTiming(1_000_000, 10, 30_000_000, 50, overrun);
    }

    static QuadrotorShieldSettings settings() {
        return settings("");
    }

    /** The limits above and these further sections. */
    static QuadrotorShieldSettings settings(String sections) {
        return QuadrotorShieldSettings.from(
                ConfigFile.parse("robot.yaml", LIMITS + sections), ShieldFixtures.CRAZYFLIE);
    }

    static Shield shield(QuadrotorShieldSettings settings, ShieldTiming timing) {
        return QuadrotorShield.create(
                settings,
                CRAZYFLIE,
                QuadrotorChannels.sensors(),
                QuadrotorChannels.commands(),
                timing,
                GuardSource.NONE);
    }

    static Shield shield(QuadrotorShieldSettings settings, ShieldTiming timing, Stage.Probe probe) {
        return QuadrotorShield.of(
                settings,
                new Airframe(CRAZYFLIE, settings.motorMin(), settings.motorMax()),
                QuadrotorChannels.sensors(),
                timing,
                GuardSource.NONE,
                probe);
    }

    /** Lets a drawn adversary propose from now on. */
    static QuadrotorAdversary.Kind attack(Flight flight, QuadrotorShieldSettings settings, Choices choices) {
        QuadrotorLimits limits = QuadrotorLimits.from(settings.section().node().child("limits"));
        QuadrotorAdversary.Kind kind = choices.oneOf(QuadrotorAdversary.kinds(limits));
        QuadrotorAdversary adversary =
                new QuadrotorAdversary(kind, new SplittableRandom(choices.bits()), CRAZYFLIE, limits);
        flight.pilot = (f, out) -> adversary.propose(f.tick(), f.truth.values, f.decision().command, out);
        return kind;
    }
}
