package dev.creance.dynamics.drive.control;

/**
 * Tunes the loops of a drive, so that the phase reserve is largest at the crossing and lies in the middle between the
 * integrator's corner and the delay (Kessler 1958); the inner loop counts as the delay of the outer one.
 *
 * <pre>
 * current: Kp = l / (a τ)   Ki = Kp / (a² τ)
 * speed:   Kp = J / (a t)   Ki = Kp / (a t)    t = a² τ
 * </pre>
 *
 * @param spread a: 4 for the classic compromise, more for less overshoot
 * @param periodS τ, of the controller
 */
public record SymmetricalOptimum(double spread, double periodS) {
    /** For a current through this inductance, V/A. */
    public PiGains current(double inductanceH) {
        double proportional = inductanceH / (spread * periodS);
        return new PiGains(proportional, proportional / (spread * spread * periodS));
    }

    /** For the speed of this inertia, Nm per rad/s. */
    public PiGains speed(double inertiaKgM2) {
        double innerS = spread * spread * periodS;
        double proportional = inertiaKgM2 / (spread * innerS);
        return new PiGains(proportional, proportional / (spread * innerS));
    }
}
