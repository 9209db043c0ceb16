package dev.creance.sim.quadrotor;

import dev.creance.dynamics.quadrotor.power.BatteryParameters;
import dev.creance.dynamics.quadrotor.power.RotorPower;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.List;

/**
 * Section {@code plant.battery}: what the rotors take, and from what. What it leaves out is a Crazyflie's.
 *
 * @param battery {@code capacity_mah}, {@code resistance_ohm}, {@code open_circuit_v}, {@code rated_v}
 * @param rotor {@code rotor_radius}, {@code efficiency}
 * @param charge {@code charge} at the beginning; default full
 */
record BatteryConfig(BatteryParameters battery, RotorPower rotor, double charge) {
    private static final double CRAZYFLIE_ROTOR_M = 2.31348e-2;

    /**
     * What the flight of a Crazyflie 2.x comes to: 27 g for 7 minutes with 250 mAh at 3.9 V (its datasheet) is 8.4 W, of which ideal
     * rotors would take 1.06 W.
     */
    private static final double CRAZYFLIE_EFFICIENCY = 0.127;

    private static final double COULOMB_PER_MAH = 3.6;

    static BatteryConfig from(ConfigNode node) {
        BatteryParameters usual = BatteryParameters.crazyflie();
        if (node.isScalar()) {
            node.choice("crazyflie");
            return new BatteryConfig(usual, rotor(CRAZYFLIE_ROTOR_M, CRAZYFLIE_EFFICIENCY), 1);
        }
        node.only(
                "capacity_mah", "resistance_ohm", "open_circuit_v", "rated_v", "charge", "rotor_radius", "efficiency");
        BatteryParameters battery = new BatteryParameters(
                COULOMB_PER_MAH * number(node, "capacity_mah", 1, 1e6, usual.capacityC() / COULOMB_PER_MAH),
                number(node, "resistance_ohm", 1e-6, 10, usual.resistanceOhm()),
                node.optional("open_circuit_v").map(BatteryConfig::voltages).orElse(usual.openCircuitV()),
                number(node, "rated_v", 0.1, 1000, usual.ratedV()));
        double radiusM = node.optional("rotor_radius")
                .map(r -> r.quantity(Dimension.LENGTH, 1e-3, 10))
                .orElse(CRAZYFLIE_ROTOR_M);
        return new BatteryConfig(
                battery,
                rotor(radiusM, number(node, "efficiency", 1e-3, 1, CRAZYFLIE_EFFICIENCY)),
                number(node, "charge", 0, 1, 1));
    }

    private static RotorPower rotor(double radiusM, double efficiency) {
        return new RotorPower(Math.PI * radiusM * radiusM, efficiency);
    }

    private static double[] voltages(ConfigNode node) {
        List<ConfigNode> items = node.items();
        if (items.size() < 2) {
            throw node.error(" needs two voltages at least").withHint("write them from empty to full, at even steps");
        }
        return items.stream()
                .mapToDouble(item -> item.quantity(Dimension.RATIO, 0, 1000))
                .toArray();
    }

    private static double number(ConfigNode node, String key, double least, double most, double usual) {
        return node.optional(key)
                .map(value -> value.quantity(Dimension.RATIO, least, most))
                .orElse(usual);
    }
}
