package dev.creance.dynamics.drive;

import dev.creance.dynamics.ModelBounds;
import dev.creance.dynamics.drive.DriveParameters.Ratings;
import dev.creance.dynamics.drive.DriveParameters.Tolerances;

/** Writes parameters of drives with permanent magnets as {@link DriveParameterFiles} reads them. */
public final class DriveParameterText {
    private DriveParameterText() {}

    /**
     * The text of a file.
     *
     * @param origin where the numbers come from; one or more lines
     * @throws IllegalArgumentException for other machines
     */
    public static String of(DriveParameters p, ModelBounds bounds, String origin) {
        StringBuilder text = new StringBuilder();
        origin.lines().forEach(line -> text.append("# ").append(line).append('\n'));
        text.append("name: ").append(p.name()).append('\n');
        text.append("machine:\n").append(machine(p.machine()));
        text.append("rotor_inertia_kg_m2: ").append(p.rotorInertiaKgM2()).append('\n');
        text.append("nominal: ").append(ratings(p.nominal())).append('\n');
        text.append("limit: ").append(ratings(p.limit())).append('\n');
        Tolerances t = p.tolerances();
        text.append("tolerances: {resistance: ").append(t.resistance());
        text.append(", inductance: ").append(t.inductance());
        text.append(", flux: ").append(t.flux());
        text.append(", inertia: ").append(t.inertia()).append("}\n");
        return text.append(bounds.yaml()).toString();
    }

    private static String machine(Machine machine) {
        return switch (machine) {
            case PermanentMagnetDc m ->
                "  kind: permanent_magnet_dc\n"
                        + entry("resistance_ohm", m.resistanceOhm())
                        + entry("inductance_h", m.inductanceH())
                        + entry("flux_vs", m.fluxVs());
            case PermanentMagnetSynchronous m ->
                "  kind: permanent_magnet_synchronous\n  pole_pairs: " + m.polePairs() + "\n"
                        + entry("resistance_ohm", m.resistanceOhm())
                        + entry("direct_inductance_h", m.directInductanceH())
                        + entry("quadrature_inductance_h", m.quadratureInductanceH())
                        + entry("flux_vs", m.fluxVs());
            default -> throw new IllegalArgumentException("machine=" + machine + " has no permanent magnets");
        };
    }

    private static String entry(String key, double value) {
        return "  " + key + ": " + value + "\n";
    }

    private static String ratings(Ratings r) {
        return "{speed: " + r.speedRadPerS() + " rad/s, torque: " + r.torqueNm() + " Nm, current_a: " + r.currentA()
                + ", voltage_v: " + r.voltageV() + "}";
    }
}
