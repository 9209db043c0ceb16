package dev.creance.app;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.dynamics.quadrotor.QuadrotorReferences;
import dev.creance.record.FlightMetrics;
import dev.creance.record.report.ReportFacts;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Policy;
import dev.creance.runtime.Reference;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.safety.quadrotor.QuadrotorShieldSettings;
import dev.creance.safety.quadrotor.ReferenceController;
import dev.creance.sim.PlantConfig;
import dev.creance.sim.quadrotor.QuadrotorPlantConfig;
import dev.creance.sim.quadrotor.SensorConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A quadrotor that takes throttles.
 *
 * @param parameters what the shield believes of it
 */
record QuadrotorClass(QuadrotorParameters parameters, QuadrotorShieldSettings shield) implements MachineClass {
    private static final long STEP_NS = 1_000_000;
    private static final long LONGEST_NS = 120_000_000_000L;

    static QuadrotorClass of(QuadrotorParameters parameters, ConfigNode shield) {
        return new QuadrotorClass(parameters, QuadrotorShieldSettings.from(shield, parameters));
    }

    @Override
    public Layout sensors() {
        return QuadrotorChannels.sensors();
    }

    @Override
    public Layout commands() {
        return QuadrotorChannels.commands();
    }

    @Override
    public Reference reference(ConfigNode section) {
        return QuadrotorReferences.from(section);
    }

    @Override
    public Map<String, Supplier<Policy>> controllers(Reference reference, double periodS) {
        return ReferenceController.of(shield, parameters);
    }

    @Override
    public PlantConfig stand() {
        return QuadrotorPlantConfig.onGround(parameters, SensorConfig.crazyflie());
    }

    /**
     * From when the reference first moves sideways, as a figure eight does after climb and hold; where it never does, from when it has come
     * to rest at its height.
     */
    @Override
    public FlightMetrics.Window window(Reference reference, long durationNs) {
        return new FlightMetrics.Window(startS(reference), durationNs * 1e-9);
    }

    private static double startS(Reference reference) {
        Frame frame = new Frame(reference.layout());
        long restSinceNs = 0;
        for (long t = 0; t < LONGEST_NS; t += STEP_NS) {
            reference.sample(t, frame);
            double[] velocity = frame.values;
            int at = QuadrotorChannels.REFERENCE_VELOCITY;
            if (velocity[at] != 0 || velocity[at + 1] != 0) {
                return t * 1e-9;
            }
            if (velocity[at + 2] != 0) {
                restSinceNs = t + STEP_NS;
            }
        }
        return restSinceNs * 1e-9;
    }

    @Override
    public Optional<ReportFacts.Envelope> drawn() {
        return Optional.of(new ReportFacts.Envelope(
                List.of(shield.fenceM()), shield.floorM(), shield.ceilingM(), shield.tiltRad()));
    }
}
