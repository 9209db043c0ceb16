package dev.creance.dynamics.quadrotor;

import dev.creance.dynamics.ModelBounds;

/** Writes quadrotor parameters as {@link QuadrotorParameterFiles} reads them. */
public final class QuadrotorParameterText {
    private QuadrotorParameterText() {}

    /**
     * The text of a file.
     *
     * @param origin where the numbers come from; one or more lines
     */
    public static String of(QuadrotorParameters p, ModelBounds bounds, String origin) {
        StringBuilder text = new StringBuilder();
        origin.lines().forEach(line -> text.append("# ").append(line).append('\n'));
        text.append("name: ").append(p.name()).append('\n');
        text.append("mass: ").append(p.massKg()).append(" kg\n");
        text.append("gravity: ").append(vector(p.gravityMPerS2(), " m/s2")).append('\n');
        text.append("inertia_kg_m2: ").append(matrix(p.inertiaKgM2())).append('\n');
        text.append("inertia_inverse_per_kg_m2: ")
                .append(matrix(p.inertiaInverse()))
                .append('\n');
        text.append("rotor_range: [")
                .append(p.rotorMin())
                .append(", ")
                .append(p.rotorMax())
                .append("]\n");
        text.append("rotors:\n");
        for (int i = 0; i < p.rotors(); i++) {
            rotor(p, i, text);
        }
        return text.append(bounds.yaml()).toString();
    }

    private static void rotor(QuadrotorParameters p, int i, StringBuilder out) {
        out.append("  - position: ").append(vector(p.rotorPositionM()[i], " m")).append('\n');
        out.append("    thrust_direction: ")
                .append(vector(p.thrustDirection()[i], ""))
                .append('\n');
        out.append("    torque_direction: ")
                .append(vector(p.torqueDirection()[i], ""))
                .append('\n');
        out.append("    thrust_coefficients_n: ")
                .append(vector(p.thrustCoefficients()[i], ""))
                .append('\n');
        out.append("    torque_constant: ").append(p.torqueConstantM()[i]).append(" m\n");
        out.append("    rising: ").append(p.risingTimeS()[i]).append(" s\n");
        out.append("    falling: ").append(p.fallingTimeS()[i]).append(" s\n");
    }

    private static String matrix(double[] m) {
        boolean diagonal = m[1] == 0 && m[2] == 0 && m[3] == 0 && m[5] == 0 && m[6] == 0 && m[7] == 0;
        if (diagonal) {
            return vector(new double[] {m[0], m[4], m[8]}, "");
        }
        return "[" + vector(new double[] {m[0], m[1], m[2]}, "") + ", " + vector(new double[] {m[3], m[4], m[5]}, "")
                + ", " + vector(new double[] {m[6], m[7], m[8]}, "") + "]";
    }

    private static String vector(double[] v, String unit) {
        return "[" + v[0] + unit + ", " + v[1] + unit + ", " + v[2] + unit + "]";
    }
}
