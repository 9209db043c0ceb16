package dev.creance.dynamics.drive;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;

/** Reads the constants of a machine from a parameter file and refuses what no machine can be made of. */
final class MachineFormat {
    private static final double LEAST = 1e-9;
    private static final double GREATEST = 1e6;

    private MachineFormat() {}

    static Machine bind(ConfigNode node) {
        return switch (node.child("kind")
                .choice(
                        "permanent_magnet_dc",
                        "series_dc",
                        "shunt_dc",
                        "externally_excited_dc",
                        "permanent_magnet_synchronous",
                        "synchronous_reluctance",
                        "externally_excited_synchronous",
                        "squirrel_cage_induction",
                        "doubly_fed_induction")) {
            case "permanent_magnet_dc" -> permanentMagnetDc(node);
            case "series_dc" -> seriesDc(node);
            case "shunt_dc" -> new ShuntDc(externallyExcitedDc(node));
            case "externally_excited_dc" -> externallyExcitedDc(node);
            case "permanent_magnet_synchronous" -> permanentMagnetSynchronous(node);
            case "synchronous_reluctance" -> synchronousReluctance(node);
            case "externally_excited_synchronous" -> externallyExcitedSynchronous(node);
            case "squirrel_cage_induction" -> new SquirrelCageInduction(induction(node));
            default -> new DoublyFedInduction(induction(node));
        };
    }

    private static Machine permanentMagnetDc(ConfigNode node) {
        node.only("kind", "resistance_ohm", "inductance_h", "flux_vs");
        return new PermanentMagnetDc(
                number(node, "resistance_ohm"), number(node, "inductance_h"), number(node, "flux_vs"));
    }

    private static Machine seriesDc(ConfigNode node) {
        ExternallyExcitedDc windings = externallyExcitedDc(node);
        return new SeriesDc(
                windings.armatureResistanceOhm(),
                windings.armatureInductanceH(),
                windings.fieldResistanceOhm(),
                windings.fieldInductanceH(),
                windings.mutualInductanceH());
    }

    private static ExternallyExcitedDc externallyExcitedDc(ConfigNode node) {
        node.only(
                "kind",
                "armature_resistance_ohm",
                "armature_inductance_h",
                "field_resistance_ohm",
                "field_inductance_h",
                "mutual_inductance_h");
        return new ExternallyExcitedDc(
                number(node, "armature_resistance_ohm"),
                number(node, "armature_inductance_h"),
                number(node, "field_resistance_ohm"),
                number(node, "field_inductance_h"),
                number(node, "mutual_inductance_h"));
    }

    private static Machine permanentMagnetSynchronous(ConfigNode node) {
        node.only("kind", "pole_pairs", "resistance_ohm", "direct_inductance_h", "quadrature_inductance_h", "flux_vs");
        return new PermanentMagnetSynchronous(
                polePairs(node),
                number(node, "resistance_ohm"),
                number(node, "direct_inductance_h"),
                number(node, "quadrature_inductance_h"),
                number(node, "flux_vs"));
    }

    private static Machine synchronousReluctance(ConfigNode node) {
        node.only("kind", "pole_pairs", "resistance_ohm", "direct_inductance_h", "quadrature_inductance_h");
        return new SynchronousReluctance(
                polePairs(node),
                number(node, "resistance_ohm"),
                number(node, "direct_inductance_h"),
                number(node, "quadrature_inductance_h"));
    }

    private static Machine externallyExcitedSynchronous(ConfigNode node) {
        node.only(
                "kind",
                "pole_pairs",
                "resistance_ohm",
                "direct_inductance_h",
                "quadrature_inductance_h",
                "mutual_inductance_h",
                "excitation_resistance_ohm",
                "excitation_inductance_h",
                "turns_ratio");
        ExternallyExcitedSynchronous.Parameters parameters = new ExternallyExcitedSynchronous.Parameters(
                polePairs(node),
                number(node, "resistance_ohm"),
                number(node, "direct_inductance_h"),
                number(node, "quadrature_inductance_h"),
                number(node, "mutual_inductance_h"),
                number(node, "excitation_resistance_ohm"),
                number(node, "excitation_inductance_h"),
                number(node, "turns_ratio"));
        if (!(parameters.leakage() > 0)) {
            throw node.error(": leakage=" + parameters.leakage() + " is not above 0, so that its currents run away")
                    .withHint(
                            "lower mutual_inductance_h: 3/2 of its square is below direct times excitation inductance");
        }
        return new ExternallyExcitedSynchronous(parameters);
    }

    private static InductionMachine.Parameters induction(ConfigNode node) {
        node.only(
                "kind",
                "pole_pairs",
                "stator_resistance_ohm",
                "rotor_resistance_ohm",
                "mutual_inductance_h",
                "stator_leakage_h",
                "rotor_leakage_h");
        return new InductionMachine.Parameters(
                polePairs(node),
                number(node, "stator_resistance_ohm"),
                number(node, "rotor_resistance_ohm"),
                number(node, "mutual_inductance_h"),
                number(node, "stator_leakage_h"),
                number(node, "rotor_leakage_h"));
    }

    private static int polePairs(ConfigNode node) {
        return node.child("pole_pairs").integer(1, 100);
    }

    private static double number(ConfigNode node, String key) {
        return node.child(key).quantity(Dimension.RATIO, LEAST, GREATEST);
    }
}
