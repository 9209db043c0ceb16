package dev.creance.sim.drive;

import dev.creance.dynamics.drive.Fidelity;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.function.Supplier;

/** Section {@code plant.supply}. */
final class SupplyFormat {
    private static final double GREATEST_V = 1e5;

    private SupplyFormat() {}

    static Supplier<Supply> from(ConfigNode node, Fidelity fidelity) {
        return switch (node.child("kind").choice("ideal", "capacitor", "mains", "dc_link")) {
            case "ideal" -> ideal(node);
            case "capacitor" -> capacitor(node, fidelity);
            case "mains" -> mains(node);
            default -> dcLink(node);
        };
    }

    private static Supplier<Supply> ideal(ConfigNode node) {
        node.only("kind", "voltage_v");
        IdealSupply supply = new IdealSupply(voltage(node, "voltage_v"));
        return () -> supply;
    }

    private static Supplier<Supply> capacitor(ConfigNode node, Fidelity fidelity) {
        node.only("kind", "voltage_v", "resistance_ohm", "capacitance_f");
        CapacitorSupply.Parameters parameters = new CapacitorSupply.Parameters(
                voltage(node, "voltage_v"), positive(node, "resistance_ohm"), positive(node, "capacitance_f"));
        return () -> new CapacitorSupply(parameters, fidelity);
    }

    private static Supplier<Supply> mains(ConfigNode node) {
        node.only("kind", "connection", "voltage_v", "frequency", "phase");
        MainsSupply.Connection connection =
                switch (node.child("connection").choice("one_phase", "one_phase_rectified", "three_phase_rectified")) {
                    case "one_phase" -> MainsSupply.Connection.ONE_PHASE;
                    case "one_phase_rectified" -> MainsSupply.Connection.ONE_PHASE_RECTIFIED;
                    default -> MainsSupply.Connection.THREE_PHASE_RECTIFIED;
                };
        double effectiveV = voltage(node, "voltage_v");
        double frequencyHz = node.optional("frequency")
                .map(n -> n.quantity(Dimension.FREQUENCY, 1, 1000))
                .orElse(50.0);
        double phaseRad = node.optional("phase")
                .map(n -> n.quantity(Dimension.ANGLE, -7, 7))
                .orElse(0.0);
        return () -> new MainsSupply(connection, effectiveV, frequencyHz, phaseRad);
    }

    private static Supplier<Supply> dcLink(ConfigNode node) {
        node.only("kind", "voltage_v", "resistance_ohm", "capacitance_f", "brake");
        ConfigNode brake = node.child("brake").only("resistance_ohm", "on_v", "off_v");
        double openCircuitV = voltage(node, "voltage_v");
        double offV = brake.child("off_v").quantity(Dimension.RATIO, openCircuitV, GREATEST_V);
        double onV = brake.child("on_v").quantity(Dimension.RATIO, offV, GREATEST_V);
        if (!(offV > openCircuitV && onV > offV)) {
            throw brake.error(": on_v=" + onV + ", off_v=" + offV + " and voltage_v=" + openCircuitV
                            + " must fall in this order")
                    .withHint("a chopper that is on below the rectifier's voltage heats by itself");
        }
        DcLink.Parameters parameters = new DcLink.Parameters(
                openCircuitV,
                positive(node, "resistance_ohm"),
                positive(node, "capacitance_f"),
                new DcLink.Brake(positive(brake, "resistance_ohm"), onV, offV));
        return () -> new DcLink(parameters);
    }

    private static double voltage(ConfigNode node, String key) {
        return node.child(key).quantity(Dimension.RATIO, 1e-3, GREATEST_V);
    }

    private static double positive(ConfigNode node, String key) {
        return node.child(key).quantity(Dimension.RATIO, 1e-9, 1e9);
    }
}
