package dev.creance.dynamics.quadrotor;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.List;

/**
 * The JSON in which rl-tools writes its l2f parameters; numbers are in SI units and carry none. Its
 * {@code hovering_throttle_relative} is where that simulator starts its rotors, not the throttle that carries the weight of the
 * same file (0.726 against 0.806 for the Crazyflie), so it is accepted and left aside.
 */
final class ReferenceParameterFormat {
    private ReferenceParameterFormat() {}

    static QuadrotorParameters bind(ConfigNode root, String name) {
        root.only("dynamics", "integration", "termination");
        ConfigNode dynamics = root.child("dynamics")
                .only(
                        "rotor_positions",
                        "rotor_thrust_directions",
                        "rotor_torque_directions",
                        "rotor_thrust_coefficients",
                        "rotor_torque_constants",
                        "rotor_time_constants_rising",
                        "rotor_time_constants_falling",
                        "mass",
                        "gravity",
                        "J",
                        "J_inv",
                        "hovering_throttle_relative",
                        "action_limit");
        int n = dynamics.child("rotor_positions").items().size();
        ConfigNode limit = dynamics.child("action_limit").only("min", "max");
        double least = limit.child("min").quantity(Dimension.RATIO);
        double[] range = {least, limit.child("max").quantity(Dimension.RATIO, Math.nextUp(least), Double.MAX_VALUE)};
        double[][] coefficients = rows(dynamics.child("rotor_thrust_coefficients"), n);
        return new QuadrotorParameters(
                name,
                dynamics.child("mass").quantity(Dimension.RATIO, 1e-3, 1e3),
                ParameterValues.vector(dynamics.child("gravity"), Dimension.RATIO, 3),
                ParameterValues.positiveMatrix(dynamics.child("J")),
                ParameterValues.positiveMatrix(dynamics.child("J_inv")),
                rows(dynamics.child("rotor_positions"), n),
                directions(dynamics.child("rotor_thrust_directions"), n),
                directions(dynamics.child("rotor_torque_directions"), n),
                ParameterValues.increasing(dynamics.child("rotor_thrust_coefficients"), coefficients, range),
                ParameterValues.vector(dynamics.child("rotor_torque_constants"), Dimension.RATIO, n),
                times(dynamics.child("rotor_time_constants_rising"), n),
                times(dynamics.child("rotor_time_constants_falling"), n),
                range[0],
                range[1]);
    }

    private static double[][] rows(ConfigNode node, int count) {
        List<ConfigNode> items = node.items(count);
        double[][] rows = new double[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = ParameterValues.vector(items.get(i), Dimension.RATIO, 3);
        }
        return rows;
    }

    private static double[][] directions(ConfigNode node, int count) {
        List<ConfigNode> items = node.items(count);
        double[][] rows = new double[count][];
        for (int i = 0; i < count; i++) {
            rows[i] = ParameterValues.unitVector(items.get(i));
        }
        return rows;
    }

    private static double[] times(ConfigNode node, int count) {
        double[] times = new double[count];
        List<ConfigNode> items = node.items(count);
        for (int i = 0; i < count; i++) {
            times[i] = items.get(i).quantity(Dimension.RATIO, 1e-4, 10);
        }
        return times;
    }
}
