package dev.creance.safety;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.loop.OverrunReaction;

/** The vehicle, settings and timing that most tests use. */
final class ShieldFixtures {
    static final QuadrotorParameters CRAZYFLIE = QuadrotorParameterFiles.named("crazyflie-2.x");

    static final ShieldTiming TIMING = new ShieldTiming(1_000_000, 10, 30_000_000, 50, OverrunReaction.STOP);

    /** A policy that may change its mind in every tick. */
    static final ShieldTiming EVERY_TICK = new ShieldTiming(1_000_000, 1, 30_000_000, 50, OverrunReaction.STOP);

    static final String LIMITS = """
            limits:
              altitude: {floor: 0.15 m, ceiling: 2.5 m}
              geofence: [[-2.5 m, -2.5 m], [2.5 m, -2.5 m], [2.5 m, 2.5 m], [-2.5 m, 2.5 m]]
            """;

    private ShieldFixtures() {}

    static ShieldSettings settings() {
        return settings("");
    }

    /** The limits above and these further sections. */
    static ShieldSettings settings(String sections) {
        return ShieldSettings.from(ConfigFile.parse("robot.yaml", LIMITS + sections));
    }

    static QuadrotorShield shield(ShieldSettings settings, ShieldTiming timing) {
        return QuadrotorShield.create(
                settings, CRAZYFLIE, QuadrotorChannels.sensors(), QuadrotorChannels.commands(), timing);
    }

    static QuadrotorShield shield(ShieldSettings settings, ShieldTiming timing, Stage.Probe probe) {
        return new QuadrotorShield(
                settings,
                new Airframe(CRAZYFLIE, settings.motorMin(), settings.motorMax()),
                QuadrotorChannels.sensors(),
                timing,
                probe);
    }
}
