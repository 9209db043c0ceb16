package dev.creance.safety.quadrotor;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Shield;
import dev.creance.safety.CommandProjection;
import dev.creance.safety.ShieldPipeline;
import dev.creance.safety.ShieldTiming;
import dev.creance.safety.Stage;
import dev.creance.safety.guards.GuardSource;

/** Builds the shield of a quadrotor whose commands are motor throttles. */
final class QuadrotorShield {
    private QuadrotorShield() {}

    static Shield create(
            QuadrotorShieldSettings settings,
            QuadrotorParameters parameters,
            Layout sensors,
            Layout commands,
            ShieldTiming timing,
            GuardSource guards) {
        if (!sensors.equals(QuadrotorChannels.sensors()) || !commands.equals(QuadrotorChannels.commands())) {
            throw new IllegalArgumentException("layouts " + sensors + " and " + commands + " are not a quadrotor's");
        }
        Airframe airframe = new Airframe(parameters, settings.motorMin(), settings.motorMax());
        Preconditions.check(settings, airframe, timing);
        return of(settings, airframe, sensors, timing, guards, stage -> {});
    }

    static Shield of(
            QuadrotorShieldSettings settings,
            Airframe airframe,
            Layout sensors,
            ShieldTiming timing,
            GuardSource guards,
            Stage.Probe probe) {
        CommandProjection projection = new CommandProjection(settings.commandLimits(), timing.periodS());
        return new ShieldPipeline(
                new ShieldPipeline.Parts(
                        settings.section(),
                        settings.sensorAgeNs(),
                        new QuadrotorStages(settings, airframe, projection, timing),
                        projection,
                        guards),
                sensors,
                QuadrotorChannels.commands(),
                timing,
                probe);
    }
}
