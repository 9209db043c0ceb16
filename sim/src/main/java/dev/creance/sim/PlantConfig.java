package dev.creance.sim;

import dev.creance.runtime.Layout;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.sim.arm.ArmPlantConfig;
import dev.creance.sim.drive.DrivePlantConfig;
import dev.creance.sim.quadrotor.QuadrotorPlantConfig;
import java.util.Set;

/** Section {@code plant}: the machine behind the link and its world. One implementation per class of machine, told by {@code model}. */
public interface PlantConfig {
    /** What the machine calls itself. */
    String name();

    /** Sensor frames per second. */
    int rateHz();

    /** Periods of the firmware's control per second: a whole number of them to a frame. */
    default int controlHz() {
        return rateHz();
    }

    /** What the machine streams. */
    Layout sensors();

    /** What it takes. */
    Layout commands();

    /** What its firmware sets: that which can fail. */
    Layout actuators();

    /** What of it may be changed while it runs. */
    Set<Disturbance> disturbances();

    /** What the judge counts against, from section {@code shield.limits}: the keys that it knows, the others are the shield's. */
    EnvelopeLimits limits(ConfigNode shieldLimits);

    /** Limits that nothing violates. */
    EnvelopeLimits noLimits();

    /**
     * A machine at its start.
     *
     * @param limits of {@link #limits} or {@link #noLimits}
     * @param seeds of all randomness in it
     */
    SimulatedMachine machine(EnvelopeLimits limits, Noise seeds);

    static PlantConfig from(ConfigNode node) {
        return switch (node.child("model").choice("quadrotor", "drive", "arm")) {
            case "drive" -> DrivePlantConfig.from(node);
            case "arm" -> ArmPlantConfig.from(node);
            default -> QuadrotorPlantConfig.from(node);
        };
    }
}
