package dev.creance.dynamics.drive;

/**
 * What is known of a drive's machine: its equations' constants, how far they may be off, and what it bears.
 *
 * @param name what a configuration calls it, for example {@code gem-pmsm}
 * @param machine with its parameters at 20 °C
 * @param rotorInertiaKgM2 of the rotor alone
 * @param nominal what it bears for ever
 * @param limit what it bears at all; a drive beyond is switched off
 * @param tolerances how far the true machine may lie from the parameters
 */
public record DriveParameters(
        String name, Machine machine, double rotorInertiaKgM2, Ratings nominal, Ratings limit, Tolerances tolerances) {
    /**
     * Magnitudes.
     *
     * @param speedRadPerS of the shaft
     * @param torqueNm on the shaft
     * @param currentA in a winding; amplitude
     * @param voltageV at a winding; amplitude of a phase
     */
    public record Ratings(double speedRadPerS, double torqueNm, double currentA, double voltageV) {}

    /**
     * Relative: 0.1 says that the true value lies between 0.9 and 1.1 times the parameter.
     *
     * @param resistance of all windings, without the part that temperature explains
     * @param inductance of all windings
     * @param flux of magnets
     * @param inertia of the rotor
     */
    public record Tolerances(double resistance, double inductance, double flux, double inertia) {}
}
