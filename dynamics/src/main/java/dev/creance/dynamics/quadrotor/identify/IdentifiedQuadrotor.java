package dev.creance.dynamics.quadrotor.identify;

import dev.creance.dynamics.identify.Finding.Found;
import dev.creance.dynamics.identify.Identification;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;

/** A prior with what was found in its place. */
final class IdentifiedQuadrotor {
    private final QuadrotorParameters prior;
    private final Identification found;
    private final Thrust thrust;

    /**
     * @param massKg known or found
     * @param curve of a rotor over the mass in its normalised state; null where the prior's thrust stays
     */
    record Thrust(double massKg, double[] curve) {}

    IdentifiedQuadrotor(QuadrotorParameters prior, Identification found, Thrust thrust) {
        this.prior = prior;
        this.found = found;
        this.thrust = thrust;
    }

    QuadrotorParameters parameters() {
        double[] inertia = inertia();
        return new QuadrotorParameters(
                prior.name() + "-identified",
                found.found("mass_kg").map(Found::value).orElse(prior.massKg()),
                prior.gravityMPerS2(),
                inertia,
                inverse(inertia),
                prior.rotorPositionM(),
                prior.thrustDirection(),
                prior.torqueDirection(),
                coefficients(),
                prior.torqueConstantM(),
                times("rising_s", prior.risingTimeS()),
                times("falling_s", prior.fallingTimeS()),
                prior.rotorMin(),
                prior.rotorMax());
    }

    /** Moments found, products the prior's. */
    private double[] inertia() {
        double[] inertia = prior.inertiaKgM2().clone();
        for (int j = 0; j < 3; j++) {
            String axis = QuadrotorResponse.AXES[j];
            int at = 4 * j;
            found.found("inertia_" + axis + axis + "_kg_m2").ifPresent(moment -> inertia[at] = moment.value());
        }
        return inertia;
    }

    private static double[] inverse(double[] m) {
        RealMatrix matrix = new Array2DRowRealMatrix(
                new double[][] {{m[0], m[1], m[2]}, {m[3], m[4], m[5]}, {m[6], m[7], m[8]}}, false);
        double[][] inverse = MatrixUtils.inverse(matrix).getData();
        double[] flat = new double[9];
        for (int row = 0; row < 3; row++) {
            System.arraycopy(inverse[row], 0, flat, 3 * row, 3);
        }
        return flat;
    }

    private double[][] coefficients() {
        double[][] all = prior.thrustCoefficients().clone();
        if (thrust.curve() != null) {
            Arrays.fill(all, ThrustCurve.coefficients(thrust.curve(), thrust.massKg(), prior));
        }
        return all;
    }

    private double[] times(String name, double[] priorS) {
        double[] times = priorS.clone();
        found.found(name).ifPresent(time -> Arrays.fill(times, time.value()));
        return times;
    }
}
