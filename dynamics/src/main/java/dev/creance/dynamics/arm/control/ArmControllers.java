package dev.creance.dynamics.arm.control;

import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.control.Controller;
import dev.creance.dynamics.control.ControllerPolicy;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Policy;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The baselines of an arm, by the names that a configuration calls them. Both follow a reference of joints or of the tool.
 *
 * <ul>
 *   <li>{@code joint}: set points for the joints; where the device takes efforts, held by a spring and a damper each, with the arm's
 *       weight carried
 *   <li>{@code impedance}, where the device takes efforts: a spring and a damper at the tool
 * </ul>
 *
 * <pre>{@code
 * policy: {controller: joint}
 * }</pre>
 */
public final class ArmControllers {
    private ArmControllers() {}

    /**
     * Those for the interface in use, which the commands' names tell: {@code position.*} or {@code effort.*}.
     *
     * @param periodS from one inference to the next
     */
    public static Map<String, Supplier<Policy>> of(
            Chain chain, Layout sensors, Layout reference, Layout commands, double periodS) {
        ArmSignals signals = ArmSignals.of(chain, sensors, reference);
        Map<String, Supplier<Controller>> laws = commands.has("position.0")
                ? Map.of("joint", () -> new PositionController(chain, signals, periodS))
                : Map.of(
                        "joint", () -> new JointController(chain, signals, periodS),
                        "impedance", () -> new ImpedanceController(chain, signals, periodS));
        Map<String, Supplier<Policy>> policies = new TreeMap<>();
        laws.forEach((name, law) ->
                policies.put(name, () -> new ControllerPolicy(name, law.get(), sensors, reference, commands)));
        return policies;
    }
}
