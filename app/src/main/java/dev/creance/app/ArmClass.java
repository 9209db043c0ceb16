package dev.creance.app;

import dev.creance.dynamics.arm.ArmInterface;
import dev.creance.dynamics.arm.ArmReferences;
import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.control.ArmControllers;
import dev.creance.runtime.Policy;
import dev.creance.runtime.Reference;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.safety.arm.ArmShieldSettings;
import dev.creance.sim.arm.ArmPlantConfig;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A robot arm that takes set points of its joints, or efforts.
 *
 * @param chain what the shield believes of it
 * @param stand one like it
 */
record ArmClass(Chain chain, ArmShieldSettings shield, ArmPlantConfig stand) implements MachineClass {
    static ArmClass of(Chain chain, ArmInterface taken, ConfigNode shield, Optional<ArmPlantConfig> plant) {
        return new ArmClass(
                chain,
                ArmShieldSettings.from(shield, chain, taken),
                plant.orElseGet(() -> ArmPlantConfig.free(chain, taken)));
    }

    @Override
    public Reference reference(ConfigNode section) {
        return ArmReferences.from(section, chain);
    }

    @Override
    public Map<String, Supplier<Policy>> controllers(Reference reference, double periodS) {
        return ArmControllers.of(chain, sensors(), reference.layout(), commands(), periodS);
    }
}
