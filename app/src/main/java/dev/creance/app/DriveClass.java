package dev.creance.app;

import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.dynamics.drive.DriveReferences;
import dev.creance.dynamics.drive.control.DriveControllers;
import dev.creance.runtime.Policy;
import dev.creance.runtime.Reference;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.safety.drive.DriveShieldSettings;
import dev.creance.sim.drive.DrivePlantConfig;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An electric drive that takes duty cycles.
 *
 * @param parameters what the shield believes of it
 * @param stand one like it
 */
record DriveClass(DriveParameters parameters, DriveShieldSettings shield, DrivePlantConfig stand)
        implements MachineClass {
    static DriveClass of(DriveParameters parameters, ConfigNode shield, Optional<DrivePlantConfig> plant) {
        return new DriveClass(
                parameters,
                DriveShieldSettings.from(shield, parameters),
                plant.orElseGet(() -> DrivePlantConfig.unloaded(parameters)));
    }

    @Override
    public Reference reference(ConfigNode section) {
        return DriveReferences.from(section, parameters);
    }

    @Override
    public Map<String, Supplier<Policy>> controllers(Reference reference, double periodS) {
        return DriveControllers.of(parameters, sensors(), reference.layout(), commands(), periodS);
    }
}
