package dev.creance.dynamics.drive.control;

import static dev.creance.dynamics.drive.DriveChannels.CURRENT;

import dev.creance.dynamics.drive.DirectCurrentMachine;
import dev.creance.dynamics.drive.ExternallyExcitedDc;
import dev.creance.dynamics.drive.PermanentMagnetDc;
import dev.creance.dynamics.drive.SeriesDc;
import dev.creance.dynamics.drive.ShuntDc;
import dev.creance.runtime.HotPath;

/** The currents of a direct-current machine that make a torque, with the least heat where there is a choice. */
public final class DirectCurrentOperatingPoint implements OperatingPoint {
    /** Least magnitude of a field current that is divided by, A. */
    private static final double LEAST_FIELD_A = 1e-4;

    private final DirectCurrentMachine machine;
    private final double limitA;

    /** @param limitA of each current */
    public DirectCurrentOperatingPoint(DirectCurrentMachine machine, double limitA) {
        this.machine = machine;
        this.limitA = limitA;
    }

    @Override
    public int currents() {
        return machine instanceof ExternallyExcitedDc ? 2 : 1;
    }

    @Override
    @HotPath
    public void choose(double torqueNm, double[] measured, double[] currentAOut) {
        if (machine instanceof PermanentMagnetDc m) {
            currentAOut[0] = limited(torqueNm / m.fluxVs());
        } else if (machine instanceof SeriesDc m) { // which turns one way, whatever the sign of its current
            currentAOut[0] = limited(Math.sqrt(Math.max(0, torqueNm) / m.mutualInductanceH()));
        } else if (machine instanceof ShuntDc m) {
            currentAOut[0] =
                    limited(torqueNm / (m.windingsInParallel().mutualInductanceH() * notZero(measured[CURRENT + 1])));
        } else {
            leastHeat((ExternallyExcitedDc) machine, torqueNm, currentAOut);
        }
    }

    /** i_e / i_a = √(r_a / r_e), where r_a i_a² + r_e i_e² is least for a given l' i_a i_e. */
    private void leastHeat(ExternallyExcitedDc m, double torqueNm, double[] currentAOut) {
        double ratio = Math.sqrt(m.armatureResistanceOhm() / m.fieldResistanceOhm());
        double field = limited(Math.sqrt(Math.abs(torqueNm) / m.mutualInductanceH() * ratio));
        currentAOut[0] = limited(torqueNm / (m.mutualInductanceH() * notZero(field)));
        currentAOut[1] = field;
    }

    private static double notZero(double fieldA) {
        return Math.abs(fieldA) < LEAST_FIELD_A ? Math.copySign(LEAST_FIELD_A, fieldA) : fieldA;
    }

    private double limited(double currentA) {
        return Bounds.within(currentA, limitA);
    }
}
