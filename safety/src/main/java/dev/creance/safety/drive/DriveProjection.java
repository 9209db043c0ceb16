package dev.creance.safety.drive;

import dev.creance.runtime.Cause;
import dev.creance.runtime.HotPath;

/**
 * The nearest voltage that {@link DriveCertificate} accepts. First the proposal itself; then the one that brings the currents to the
 * nearest point of their circle, in closed form: the voltage is an affine function of where they end; then the farthest point on the
 * way to it from the backup's voltage, by bisection. What is returned has been accepted, as the floats that it is.
 */
@HotPath
final class DriveProjection {
    private static final int HALVINGS = 10;

    private final CurrentModel model;
    private final DriveCertificate certificate;
    private final DutyLimits duties;
    private final DriveLimits limits;
    private final double[] trial = new double[2];

    DriveProjection(CurrentModel model, DriveCertificate certificate, DutyLimits duties, DriveLimits limits) {
        this.model = model;
        this.certificate = certificate;
        this.duties = duties;
        this.limits = limits;
    }

    /**
     * Projects.
     *
     * @param backup what the backup would do in this tick; admissible after {@code last}
     * @param out the accepted voltage; where there is none, the backup's
     * @return mask of the causes that changed it
     */
    long project(DriveState s, double[] proposal, double[] backup, double[] last, double[] out) {
        long causes = duties.admit(proposal, last, out);
        if (certificate.holds(s, out)) {
            return causes;
        }
        causes |= broken(s);
        toCircle(s, out);
        duties.admit(out, last, out);
        if (certificate.holds(s, out)) {
            return causes;
        }
        bisect(s, backup, out);
        return causes;
    }

    private long broken(DriveState s) {
        long causes = 0;
        boolean derated = limits.currentA(s.windingK, s.inverterK) < limits.currentA();
        if (!(certificate.currentMarginA(s) >= 0)) {
            causes |= derated ? Cause.TEMPERATURE.bit() : Cause.CURRENT.bit();
        }
        if (!(certificate.speedMargin() >= 0)) {
            causes |= Cause.SPEED.bit();
        }
        if (!(certificate.supplyMarginV(s) >= 0)) {
            causes |= Cause.SUPPLY_VOLTAGE.bit();
        }
        return causes == 0 ? Cause.LOST_CERTIFICATE.bit() : causes;
    }

    /** The voltage after which the currents end on the circle, with the tube inside it. */
    private void toCircle(DriveState s, double[] inOut) {
        double d = certificate.endDirectA;
        double q = certificate.endQuadratureA;
        double room = Math.max(0, limits.currentA(s.windingK, s.inverterK) - certificate.endRadiusA);
        double length = Math.sqrt(d * d + q * q);
        if (!(length > room)) {
            return;
        }
        double share = room / length;
        double halfV = Math.max(1e-3, s.supplyV / 2);
        inOut[0] = model.directV(s.directA, s.quadratureA, share * d, share * q) / halfV;
        inOut[1] = model.quadratureV(s.directA, s.quadratureA, share * d, share * q) / halfV;
    }

    private void bisect(DriveState s, double[] backup, double[] inOut) {
        double farD = inOut[0];
        double farQ = inOut[1];
        double low = 0;
        double high = 1;
        inOut[0] = backup[0];
        inOut[1] = backup[1];
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            trial[0] = (float) (backup[0] + middle * (farD - backup[0]));
            trial[1] = (float) (backup[1] + middle * (farQ - backup[1]));
            if (certificate.holds(s, trial)) {
                low = middle;
                inOut[0] = trial[0];
                inOut[1] = trial[1];
            } else {
                high = middle;
            }
        }
    }
}
