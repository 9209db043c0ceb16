package dev.creance.dynamics.quadrotor.identify;

import dev.creance.dynamics.quadrotor.QuadrotorParameters;

/** A rotor's thrust as a polynomial of second degree in its normalised state, 0 to 1. */
final class ThrustCurve {
    private ThrustCurve() {}

    /** Of the first rotor, over the mass, m/s². */
    static double[] overMass(QuadrotorParameters p) {
        double[] c = p.thrustCoefficients()[0];
        double least = p.rotorMin();
        double span = p.rotorMax() - least;
        return new double[] {
            (c[0] + least * (c[1] + least * c[2])) / p.massKg(),
            span * (c[1] + 2 * least * c[2]) / p.massKg(),
            span * span * c[2] / p.massKg()
        };
    }

    /** The coefficients in the unit of the rotor states, N, of a curve over the mass. */
    static double[] coefficients(double[] curve, double massKg, QuadrotorParameters p) {
        double least = p.rotorMin();
        double span = p.rotorMax() - least;
        double quadratic = massKg * curve[2] / (span * span);
        double linear = massKg * curve[1] / span - 2 * least * quadratic;
        double constant = massKg * curve[0] - least * (linear + least * quadratic);
        return new double[] {constant, linear, quadratic};
    }

    static double at(double[] curve, double state) {
        return curve[0] + state * (curve[1] + state * curve[2]);
    }
}
