package dev.creance.app;

import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.record.FlightMetrics;
import dev.creance.record.report.ReportFacts;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Policy;
import dev.creance.runtime.Reference;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.safety.ShieldSettings;
import dev.creance.sim.PlantConfig;
import dev.creance.sim.quadrotor.QuadrotorPlantConfig;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one class of machine brings to a run, as it is believed to be: everything else is the same for all. Where the section
 * {@code dynamics} is missing, it is believed to be what the simulated plant is.
 */
sealed interface MachineClass permits QuadrotorClass {
    /** What it measures. */
    Layout sensors();

    /** What it takes. */
    Layout commands();

    /** Binds {@code scenario.reference}. */
    Reference reference(ConfigNode section);

    /** The section {@code shield}, bound. */
    ShieldSettings shield();

    /**
     * Controllers that know this machine, by name: instead of a policy, and for policies to go on top of.
     *
     * @param periodS from one observation to the next
     */
    Map<String, Supplier<Policy>> controllers(Reference reference, double periodS);

    /** One like it, for a rehearsal where no simulator is at the far end. */
    PlantConfig stand();

    /** When the task is judged. */
    FlightMetrics.Window window(Reference reference, long durationNs);

    /**
     * Binds what the file says of the machine, and its shield.
     *
     * @param plant absent where a real machine is at the far end
     */
    static MachineClass of(ConfigNode root, Optional<PlantConfig> plant) {
        ConfigNode shield = root.child("shield");
        Optional<ConfigNode> dynamics = root.optional("dynamics");
        return new QuadrotorClass(
                dynamics.map(section -> QuadrotorParameterFiles.load(
                                section.only("model", "params").child("params")))
                        .orElseGet(() -> ((QuadrotorPlantConfig) plant.orElseThrow()).nominal()),
                shield);
    }

    /** The envelope that a report draws around a path, for a machine that has one. */
    Optional<ReportFacts.Envelope> drawn();
}
