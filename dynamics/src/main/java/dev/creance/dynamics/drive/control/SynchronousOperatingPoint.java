package dev.creance.dynamics.drive.control;

import static dev.creance.dynamics.drive.DriveChannels.SPEED;
import static dev.creance.dynamics.drive.DriveChannels.SUPPLY_VOLTAGE;

import dev.creance.dynamics.drive.ExternallyExcitedSynchronous;
import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.dynamics.drive.SynchronousMachine;
import dev.creance.runtime.HotPath;

/**
 * The currents of a synchronous machine that make a torque: as few amperes as can be (Jahns et al., IEEE Trans. Ind. Appl.
 * IA-22(4), 1986), and less flux where the voltage would not suffice for the speed.
 *
 * <pre>
 * Δ = l_d − l_q     Δ i_d² + ψ i_d = Δ i_q²     T = 3/2 p (ψ + Δ i_d) i_q
 * p |ω| √((ψ + l_d i_d)² + (l_q i_q)²) ≤ 0.9 U / 2
 * </pre>
 *
 * With magnets the direct current weakens the flux, as far as the current's limit goes; a reluctance machine lowers both
 * currents alike; an excited one lowers its excitation and keeps i_d = 0.
 */
public final class SynchronousOperatingPoint implements OperatingPoint {
    /** What is left for the current controllers to move in. */
    private static final double VOLTAGE_SHARE = 0.9;

    /** Halvings of an interval: to 1e-9 of the limit of the current. */
    private static final int HALVINGS = 30;

    private final SynchronousMachine machine;
    private final double limitA;
    private final double excitationA;
    private final double fluxVs;
    private final double saliencyH;

    /**
     * @param limitA of the length of the current's vector
     * @param excitationA of an excited machine below its base speed; nothing to others
     */
    public SynchronousOperatingPoint(SynchronousMachine machine, double limitA, double excitationA) {
        this.machine = machine;
        this.limitA = limitA;
        this.excitationA = excitationA;
        fluxVs = machine instanceof PermanentMagnetSynchronous m ? m.fluxVs() : 0;
        saliencyH = machine.directInductanceH() - machine.quadratureInductanceH();
    }

    @Override
    public int currents() {
        return machine instanceof ExternallyExcitedSynchronous ? 3 : 2;
    }

    @Override
    @HotPath
    public void choose(double torqueNm, double[] measured, double[] currentAOut) {
        double electrical = Math.abs(machine.polePairs() * measured[SPEED]);
        double limitVs = VOLTAGE_SHARE * measured[SUPPLY_VOLTAGE] / 2 / Math.max(electrical, 1e-3);
        if (machine instanceof PermanentMagnetSynchronous) {
            leastCurrent(torqueNm, currentAOut);
            weaken(torqueNm, limitVs, currentAOut);
        } else if (machine instanceof ExternallyExcitedSynchronous m) {
            double flux = Math.min(m.excitationFluxVsPerA() * excitationA, limitVs);
            currentAOut[0] = 0;
            currentAOut[1] = Bounds.within(torqueNm / (1.5 * machine.polePairs() * Math.max(flux, 1e-9)), limitA);
            currentAOut[2] = flux / m.excitationFluxVsPerA();
        } else {
            leastCurrent(torqueNm, currentAOut);
            double share = Math.min(1, limitVs / Math.max(fluxVs(currentAOut[0], currentAOut[1]), 1e-9));
            currentAOut[0] *= share;
            currentAOut[1] *= share;
        }
    }

    /** On the curve of most torque per ampere, which rises with i_q. */
    private void leastCurrent(double torqueNm, double[] currentAOut) {
        double wanted = Math.abs(torqueNm);
        double low = 0;
        double high = limitA;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            double direct = directOnCurve(middle);
            boolean within = direct * direct + middle * middle <= limitA * limitA;
            if (within && torqueNm(direct, middle) < wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        currentAOut[0] = directOnCurve(low);
        currentAOut[1] = Math.copySign(low, torqueNm);
    }

    private double directOnCurve(double quadrature) {
        if (saliencyH == 0) {
            return 0;
        }
        double root = Math.sqrt(fluxVs * fluxVs + 4 * saliencyH * saliencyH * quadrature * quadrature);
        return (root - fluxVs) / (2 * saliencyH);
    }

    /** Lowers i_d until the flux is within its limit, at the same torque where the currents allow. */
    private void weaken(double torqueNm, double limitVs, double[] currentAOut) {
        if (fluxVs(currentAOut[0], currentAOut[1]) <= limitVs) {
            return;
        }
        double low = -Math.min(limitA, fluxVs / machine.directInductanceH());
        double high = currentAOut[0];
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (fluxVs(middle, quadrature(torqueNm, middle)) <= limitVs) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double rest = Math.max(0, limitVs * limitVs - square(fluxVs + machine.directInductanceH() * low));
        currentAOut[0] = low;
        currentAOut[1] = Bounds.within(quadrature(torqueNm, low), Math.sqrt(rest) / machine.quadratureInductanceH());
    }

    /** That makes the torque, within the circle of the current's limit. */
    private double quadrature(double torqueNm, double direct) {
        double perAmpere = 1.5 * machine.polePairs() * (fluxVs + saliencyH * direct);
        return Bounds.within(torqueNm / perAmpere, Math.sqrt(Math.max(0, limitA * limitA - direct * direct)));
    }

    private double torqueNm(double direct, double quadrature) {
        return 1.5 * machine.polePairs() * (fluxVs + saliencyH * direct) * quadrature;
    }

    private double fluxVs(double direct, double quadrature) {
        return Math.sqrt(square(fluxVs + machine.directInductanceH() * direct)
                + square(machine.quadratureInductanceH() * quadrature));
    }

    private static double square(double value) {
        return value * value;
    }
}
