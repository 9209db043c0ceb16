package dev.creance.sim.quadrotor;

import dev.creance.dynamics.quadrotor.Payload;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.List;

/**
 * Section {@code plant.payload}: a mass that is on the vehicle for some time, which neither device nor shield know of.
 *
 * <pre>{@code
 * payload: {mass: 5 g, position: [0 m, 0 m, -20 mm], from: 8 s, to: 14 s}
 * }</pre>
 *
 * @param fromS since the plant's start
 * @param toS infinite where it stays
 */
record PayloadConfig(Payload payload, double fromS, double toS) {
    static PayloadConfig from(ConfigNode node) {
        node.only("mass", "position", "from", "to");
        List<ConfigNode> items = node.child("position").items(3);
        double[] positionM = new double[3];
        for (int i = 0; i < 3; i++) {
            positionM[i] = items.get(i).quantity(Dimension.LENGTH, -10, 10);
        }
        double fromS = node.optional("from")
                .map(t -> t.quantity(Dimension.TIME, 0, 1e6))
                .orElse(0.0);
        double toS = node.optional("to")
                .map(t -> t.quantity(Dimension.TIME, fromS, 1e6))
                .orElse(Double.POSITIVE_INFINITY);
        return new PayloadConfig(
                Payload.point(node.child("mass").quantity(Dimension.MASS, 1e-6, 1000), positionM), fromS, toS);
    }

    boolean isOn(double timeS) {
        return timeS >= fromS && timeS < toS;
    }
}
