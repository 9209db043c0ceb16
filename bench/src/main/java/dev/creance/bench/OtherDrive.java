package dev.creance.bench;

import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.Machine;
import dev.creance.sim.drive.DrivePlantConfig;
import dev.creance.sim.drive.Supply;
import java.util.function.Supplier;

/** A drive whose firmware believes that it is another. */
public final class OtherDrive {
    private OtherDrive() {}

    /**
     * As a plant is, but for what its machine, supply and load truly are.
     *
     * @param inertiaKgM2 of all that turns
     */
    public static DrivePlantConfig of(
            DrivePlantConfig plant, Machine machine, double inertiaKgM2, Supplier<Supply> supply, Load load) {
        DriveParameters p = plant.parameters();
        return new DrivePlantConfig(
                new DriveParameters(p.name(), machine, inertiaKgM2, p.nominal(), p.limit(), p.tolerances()),
                p,
                plant.frame(),
                plant.converter(),
                supply,
                load,
                plant.fidelity(),
                plant.controlHz(),
                plant.rateHz(),
                plant.substeps(),
                0,
                plant.temperatures(),
                plant.encoder(),
                plant.sensing(),
                plant.stop());
    }
}
