package dev.creance.sim.quadrotor;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.List;

/**
 * Section {@code plant.wind}: the force of the air on the vehicle as such, and how the air moves, which a vehicle feels by its drag.
 *
 * @param forceN constant part, world axes; default none
 * @param turbulenceN standard deviation of the changing part, per axis; default 0
 * @param correlationS over what time it changes; default 0.5 s
 * @param motion {@code velocity}, {@code dryden}, {@code gusts}; default still
 */
public record WindConfig(double[] forceN, double turbulenceN, double correlationS, AirMotion motion) {
    private static final double DEFAULT_CORRELATION_S = 0.5;

    /** A force alone. */
    public WindConfig(double[] forceN, double turbulenceN, double correlationS) {
        this(forceN, turbulenceN, correlationS, AirMotion.still());
    }

    public static WindConfig calm() {
        return new WindConfig(new double[3], 0, DEFAULT_CORRELATION_S);
    }

    static WindConfig from(ConfigNode node) {
        node.only("force", "turbulence", "correlation", "velocity", "dryden", "gusts");
        return new WindConfig(
                node.optional("force").map(WindConfig::force).orElseGet(() -> new double[3]),
                node.optional("turbulence")
                        .map(value -> value.quantity(Dimension.FORCE, 0, 1000))
                        .orElse(0.0),
                node.optional("correlation")
                        .map(value -> value.quantity(Dimension.TIME, 0.01, 60))
                        .orElse(DEFAULT_CORRELATION_S),
                AirMotion.from(node));
    }

    static double[] force(ConfigNode node) {
        List<ConfigNode> items = node.items(3);
        double[] forceN = new double[3];
        for (int i = 0; i < 3; i++) {
            forceN[i] = items.get(i).quantity(Dimension.FORCE, -1000, 1000);
        }
        return forceN;
    }
}
