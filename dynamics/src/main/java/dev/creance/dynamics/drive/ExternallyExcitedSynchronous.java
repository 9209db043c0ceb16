package dev.creance.dynamics.drive;

import dev.creance.runtime.HotPath;
import java.util.List;

/**
 * A three-phase synchronous machine excited by a winding on its rotor, whose quantities count on the stator's side in the
 * equations (capital indices) and on its own in the state (Nguyen and Hofmann, ICEM 2014, doi 10.1109/ICELMACH.2014.6960287).
 *
 * <pre>
 * r_E = 3/2 k² r_e   l_E = 3/2 k² l_e   l_M = 3/2 k l_m   i_E = 2/(3k) i_e   u_E = k u_e   σ = 1 − l_M² / (l_d l_E)
 * v_d = u_d − r i_d + p ω l_q i_q       v_E = u_E − r_E i_E
 * i_d' = (v_d − l_M / l_E v_E) / (σ l_d)
 * i_E' = (v_E − l_M / l_d v_d) / (σ l_E)
 * i_q' = (u_q − r i_q − p ω (l_d i_d + l_M i_E)) / l_q
 * ε'   = p ω                            T = 3/2 p (l_M i_E + (l_d − l_q) i_d) i_q
 * </pre>
 *
 * The terminals are the three phases and the excitation.
 */
public final class ExternallyExcitedSynchronous implements SynchronousMachine {
    /** Offset of the excitation current, A. */
    public static final int EXCITATION = 3;

    /** Offset of the electrical angle, rad, not wrapped. */
    public static final int ANGLE = 4;

    private final Parameters parameters;
    private final double mutualH;
    private final double excitationInductanceH;
    private final double excitationOhm;
    private final double leakage;
    private final double referred;

    /**
     * @param polePairs p
     * @param resistanceOhm r, of one phase
     * @param directInductanceH l_d
     * @param quadratureInductanceH l_q
     * @param mutualInductanceH l_m
     * @param excitationResistanceOhm r_e, on the rotor's side
     * @param excitationInductanceH l_e, on the rotor's side
     * @param turnsRatio k, of the stator over the excitation
     */
    public record Parameters(
            int polePairs,
            double resistanceOhm,
            double directInductanceH,
            double quadratureInductanceH,
            double mutualInductanceH,
            double excitationResistanceOhm,
            double excitationInductanceH,
            double turnsRatio) {
        /** σ: what of the direct inductance is not coupled; not above 0 where the inductances contradict one another. */
        public double leakage() {
            return 1 - 1.5 * mutualInductanceH * mutualInductanceH / (directInductanceH * excitationInductanceH);
        }
    }

    public ExternallyExcitedSynchronous(Parameters parameters) {
        this.parameters = parameters;
        double k = parameters.turnsRatio;
        mutualH = 1.5 * k * parameters.mutualInductanceH;
        excitationInductanceH = 1.5 * k * k * parameters.excitationInductanceH;
        excitationOhm = 1.5 * k * k * parameters.excitationResistanceOhm;
        leakage = parameters.leakage();
        referred = 2 / (3 * k);
    }

    public Parameters parameters() {
        return parameters;
    }

    @Override
    public List<String> states() {
        return List.of("omega", "i_sd", "i_sq", "i_e", "epsilon");
    }

    @Override
    public int terminals() {
        return 4;
    }

    @Override
    public int windings() {
        return 3;
    }

    @Override
    public int polePairs() {
        return parameters.polePairs;
    }

    @Override
    public double directInductanceH() {
        return parameters.directInductanceH;
    }

    @Override
    public double quadratureInductanceH() {
        return parameters.quadratureInductanceH;
    }

    /** Flux of the excitation in the direct axis per ampere on the rotor's side, Vs/A. */
    public double excitationFluxVsPerA() {
        return mutualH * referred;
    }

    @Override
    @HotPath
    public double torqueNm(double[] x) {
        double flux = mutualH * referred * x[EXCITATION]
                + (parameters.directInductanceH - parameters.quadratureInductanceH) * x[DIRECT];
        return 1.5 * parameters.polePairs * flux * x[QUADRATURE];
    }

    @Override
    @HotPath
    public double copperLossW(double[] x, double resistanceFactor) {
        double stator = 1.5 * parameters.resistanceOhm * (x[DIRECT] * x[DIRECT] + x[QUADRATURE] * x[QUADRATURE]);
        double rotor = parameters.excitationResistanceOhm * x[EXCITATION] * x[EXCITATION];
        return resistanceFactor * (stator + rotor);
    }

    @Override
    @HotPath
    public void terminalCurrents(double[] x, double[] amperesOut) {
        ThreePhase.fromRotor(x[DIRECT], x[QUADRATURE], x[ANGLE], amperesOut);
        amperesOut[3] = x[EXCITATION];
    }

    @Override
    @HotPath
    public void windingVoltages(double[] x, double[] terminalV, double[] windingVOut) {
        ThreePhase.toRotor(terminalV, 0, x[ANGLE], windingVOut);
        windingVOut[2] = terminalV[3];
    }

    @Override
    @HotPath
    public void derivative(double[] x, double[] windingV, double resistanceFactor, double[] out) {
        double electrical = parameters.polePairs * x[OMEGA];
        double resistance = resistanceFactor * parameters.resistanceOhm;
        double excitation = referred * x[EXCITATION];
        double directFlux = parameters.directInductanceH * x[DIRECT] + mutualH * excitation;
        double quadratureFlux = parameters.quadratureInductanceH * x[QUADRATURE];
        double direct = windingV[0] - resistance * x[DIRECT] + electrical * quadratureFlux;
        double field = parameters.turnsRatio * windingV[2] - resistanceFactor * excitationOhm * excitation;
        out[DIRECT] = (direct - mutualH / excitationInductanceH * field) / (leakage * parameters.directInductanceH);
        out[QUADRATURE] =
                (windingV[1] - resistance * x[QUADRATURE] - electrical * directFlux) / parameters.quadratureInductanceH;
        out[EXCITATION] = (field - mutualH / parameters.directInductanceH * direct)
                / (leakage * excitationInductanceH * referred);
        out[ANGLE] = electrical;
    }
}
