package dev.creance.dynamics.drive;

import dev.creance.runtime.HotPath;
import java.util.List;

/**
 * A three-phase synchronous machine excited by permanent magnets, with or without saliency; ε is the electrical angle of the
 * rotor's flux from phase a.
 *
 * <pre>
 * i_d' = (u_d − r i_d + p ω l_q i_q) / l_d
 * i_q' = (u_q − r i_q − p ω (l_d i_d + ψ)) / l_q
 * ε'   = p ω                                        T = 3/2 p (ψ + (l_d − l_q) i_d) i_q
 * </pre>
 *
 * @param polePairs p
 * @param resistanceOhm r, of one phase
 * @param directInductanceH l_d
 * @param quadratureInductanceH l_q
 * @param fluxVs ψ, of the magnets
 */
public record PermanentMagnetSynchronous(
        int polePairs, double resistanceOhm, double directInductanceH, double quadratureInductanceH, double fluxVs)
        implements SynchronousMachine {
    /** Offset of the electrical angle, rad, not wrapped. */
    public static final int ANGLE = 3;

    @Override
    public List<String> states() {
        return List.of("omega", "i_sd", "i_sq", "epsilon");
    }

    @Override
    public int terminals() {
        return 3;
    }

    @Override
    public int windings() {
        return 2;
    }

    @Override
    @HotPath
    public double torqueNm(double[] x) {
        double flux = fluxVs + (directInductanceH - quadratureInductanceH) * x[DIRECT];
        return 1.5 * polePairs * flux * x[QUADRATURE];
    }

    @Override
    @HotPath
    public double copperLossW(double[] x, double resistanceFactor) {
        return 1.5 * resistanceFactor * resistanceOhm * (x[DIRECT] * x[DIRECT] + x[QUADRATURE] * x[QUADRATURE]);
    }

    @Override
    @HotPath
    public void terminalCurrents(double[] x, double[] amperesOut) {
        ThreePhase.fromRotor(x[DIRECT], x[QUADRATURE], x[ANGLE], amperesOut);
    }

    @Override
    @HotPath
    public void windingVoltages(double[] x, double[] terminalV, double[] windingVOut) {
        ThreePhase.toRotor(terminalV, 0, x[ANGLE], windingVOut);
    }

    @Override
    @HotPath
    public void derivative(double[] x, double[] windingV, double resistanceFactor, double[] out) {
        double electrical = polePairs * x[OMEGA];
        double resistance = resistanceFactor * resistanceOhm;
        double directFlux = directInductanceH * x[DIRECT] + fluxVs;
        double quadratureFlux = quadratureInductanceH * x[QUADRATURE];
        out[DIRECT] = (windingV[0] - resistance * x[DIRECT] + electrical * quadratureFlux) / directInductanceH;
        out[QUADRATURE] = (windingV[1] - resistance * x[QUADRATURE] - electrical * directFlux) / quadratureInductanceH;
        out[ANGLE] = electrical;
    }
}
