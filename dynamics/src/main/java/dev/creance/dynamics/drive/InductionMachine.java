package dev.creance.dynamics.drive;

import dev.creance.runtime.HotPath;
import java.util.List;

/**
 * A three-phase machine whose rotor currents are induced. The equations run in the stator's axes, the rotor's flux among their
 * states; ε is the electrical angle of the rotor itself.
 *
 * <pre>
 * l_s = l_m + l_σs   l_r = l_m + l_σr   σ = 1 − l_m² / (l_s l_r)   c = l_m / (σ l_s l_r)
 * i_s' = −(r_s + r_r l_m² / l_r²) / (σ l_s) i_s + c (r_r / l_r − j p ω) ψ_r + u_s / (σ l_s) − c u_r
 * ψ_r' = r_r l_m / l_r i_s − (r_r / l_r − j p ω) ψ_r + u_r
 * ε'   = p ω                                        T = 3/2 p l_m / l_r (ψ_rα i_sβ − ψ_rβ i_sα)
 * </pre>
 */
public abstract sealed class InductionMachine implements Machine permits SquirrelCageInduction, DoublyFedInduction {
    /** Offset of the stator current along α, A; β follows. */
    public static final int STATOR = 1;

    /** Offset of the rotor's flux along α, Vs; β follows. */
    public static final int ROTOR_FLUX = 3;

    /** Offset of the electrical angle of the rotor, rad, not wrapped. */
    public static final int ANGLE = 5;

    private static final List<String> STATES =
            List.of("omega", "i_salpha", "i_sbeta", "psi_ralpha", "psi_rbeta", "epsilon");

    private final Parameters parameters;
    private final double rotorInductanceH;
    private final double transientInductanceH;
    private final double transientOhm;
    private final double coupling;

    /**
     * @param polePairs p
     * @param statorResistanceOhm r_s, of one phase
     * @param rotorResistanceOhm r_r, on the stator's side
     * @param mutualInductanceH l_m
     * @param statorLeakageH l_σs
     * @param rotorLeakageH l_σr, on the stator's side
     */
    public record Parameters(
            int polePairs,
            double statorResistanceOhm,
            double rotorResistanceOhm,
            double mutualInductanceH,
            double statorLeakageH,
            double rotorLeakageH) {
        /** l_s. */
        public double statorInductanceH() {
            return mutualInductanceH + statorLeakageH;
        }

        /** l_r. */
        public double rotorInductanceH() {
            return mutualInductanceH + rotorLeakageH;
        }

        /** σ l_s, what the stator's current meets while the rotor's flux stays. */
        public double transientInductanceH() {
            return statorInductanceH() - mutualInductanceH * mutualInductanceH / rotorInductanceH();
        }

        /** Time in which the rotor's flux follows the stator's current. */
        public double rotorTimeS() {
            return rotorInductanceH() / rotorResistanceOhm;
        }
    }

    InductionMachine(Parameters parameters) {
        this.parameters = parameters;
        rotorInductanceH = parameters.rotorInductanceH();
        transientInductanceH = parameters.transientInductanceH();
        double ratio = parameters.mutualInductanceH / rotorInductanceH;
        transientOhm = parameters.statorResistanceOhm + parameters.rotorResistanceOhm * ratio * ratio;
        coupling = ratio / transientInductanceH;
    }

    public final Parameters parameters() {
        return parameters;
    }

    @Override
    public final List<String> states() {
        return STATES;
    }

    /** Stator α, β, then rotor α, β, all in the stator's axes. */
    @Override
    public final int windings() {
        return 4;
    }

    @Override
    public final int polePairs() {
        return parameters.polePairs;
    }

    @Override
    @HotPath
    public final double torqueNm(double[] x) {
        double product = x[ROTOR_FLUX] * x[STATOR + 1] - x[ROTOR_FLUX + 1] * x[STATOR];
        return 1.5 * parameters.polePairs * parameters.mutualInductanceH / rotorInductanceH * product;
    }

    @Override
    @HotPath
    public final double copperLossW(double[] x, double resistanceFactor) {
        double rotorAlpha = rotorCurrentA(x, 0);
        double rotorBeta = rotorCurrentA(x, 1);
        double stator = x[STATOR] * x[STATOR] + x[STATOR + 1] * x[STATOR + 1];
        double rotor = rotorAlpha * rotorAlpha + rotorBeta * rotorBeta;
        return 1.5
                * resistanceFactor
                * (parameters.statorResistanceOhm * stator + parameters.rotorResistanceOhm * rotor);
    }

    /**
     * Current in the rotor, in the stator's axes and on the stator's side.
     *
     * @param axis 0 for α, 1 for β
     */
    @HotPath
    final double rotorCurrentA(double[] x, int axis) {
        return (x[ROTOR_FLUX + axis] - parameters.mutualInductanceH * x[STATOR + axis]) / rotorInductanceH;
    }

    @Override
    @HotPath
    public final void derivative(double[] x, double[] windingV, double resistanceFactor, double[] out) {
        double electrical = parameters.polePairs * x[OMEGA];
        double decay = resistanceFactor * parameters.rotorResistanceOhm / rotorInductanceH;
        double inducedAlpha = decay * x[ROTOR_FLUX] + electrical * x[ROTOR_FLUX + 1];
        double inducedBeta = decay * x[ROTOR_FLUX + 1] - electrical * x[ROTOR_FLUX];
        double statorAlpha = windingV[0] - resistanceFactor * transientOhm * x[STATOR];
        double statorBeta = windingV[1] - resistanceFactor * transientOhm * x[STATOR + 1];
        out[STATOR] = statorAlpha / transientInductanceH + coupling * (inducedAlpha - windingV[2]);
        out[STATOR + 1] = statorBeta / transientInductanceH + coupling * (inducedBeta - windingV[3]);
        double magnetising = decay * parameters.mutualInductanceH;
        out[ROTOR_FLUX] = magnetising * x[STATOR] - inducedAlpha + windingV[2];
        out[ROTOR_FLUX + 1] = magnetising * x[STATOR + 1] - inducedBeta + windingV[3];
        out[ANGLE] = electrical;
    }
}
