package dev.creance.sim.drive;

import dev.creance.dynamics.drive.DoublyFedInduction;
import dev.creance.dynamics.drive.DriveChannels;
import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.dynamics.drive.SeriesDc;
import dev.creance.dynamics.drive.control.BaselineControllers;
import dev.creance.dynamics.drive.control.DriveController;
import dev.creance.dynamics.drive.control.SymmetricalOptimum;
import dev.creance.runtime.HotPath;
import java.util.Optional;

/**
 * What a drive's firmware does alone once commands have expired: it regulates the torque to zero while a command may still come, then
 * brakes the shaft to standstill within its current limit and switches the converter off, after some time in any case (as SS1-t of
 * IEC 61800-5-2, but not safety-rated).
 *
 * <p>The braking torque grows with the speed until the current's limit: {@code T = −J ω / }{@value #BRAKING_S}{@code  s} with the
 * rotor's own inertia J, which is stable whatever load is coupled to it, for it only slows the loop down. Where there is no current
 * controller for a machine or its converter, or its torque cannot brake, it coasts. Allocation-free after construction; not
 * thread-safe.
 */
final class DriveStop {
    private static final double SPREAD = 4;
    private static final double BRAKING_S = 0.02;

    /** Below this part of the nominal speed a shaft stands, as far as an encoder can tell. */
    private static final double STANDSTILL_SHARE = 0.002;

    private static final double STANDSTILL_HOLD_S = 0.05;

    /**
     * How it stops.
     *
     * @param currentA the most it asks for
     * @param withinS after which the converter is switched off, whether the shaft stands or not
     */
    record Limits(double currentA, double withinS) {}

    private final Limits limits;
    private final double periodS;
    private final double torquePerSpeed;
    private final double standstillRadPerS;
    private final DriveController torque;
    private final double[] wantedNm = new double[1];
    private boolean underWay;
    private double brakingS;
    private double standingS;

    /**
     * @param nominal what the firmware believes of the machine
     * @param continuous whether the converter takes duty cycles
     * @param resolutionRadPerS of the measured speed
     */
    DriveStop(DriveParameters nominal, boolean continuous, Limits limits, double periodS, double resolutionRadPerS) {
        this.limits = limits;
        this.periodS = periodS;
        torquePerSpeed = nominal.machine() instanceof SeriesDc ? 0 : -nominal.rotorInertiaKgM2() / BRAKING_S;
        standstillRadPerS = standstillRadPerS(nominal, resolutionRadPerS);
        torque = controller(nominal, continuous, limits, periodS).orElse(null);
    }

    private static Optional<DriveController> controller(
            DriveParameters nominal, boolean continuous, Limits limits, double periodS) {
        return continuous && !(nominal.machine() instanceof DoublyFedInduction)
                ? Optional.of(
                        BaselineControllers.torque(nominal, limits.currentA, new SymmetricalOptimum(SPREAD, periodS)))
                : Optional.empty();
    }

    /** The speed below which a shaft stands. */
    static double standstillRadPerS(DriveParameters nominal, double resolutionRadPerS) {
        return Math.max(STANDSTILL_SHARE * nominal.nominal().speedRadPerS(), resolutionRadPerS / 2);
    }

    /** Commands are in force. */
    @HotPath
    void rest() {
        underWay = false;
    }

    /** Whether the firmware has a law to go by; without one the converter is switched off at once. */
    @HotPath
    boolean regulates() {
        return torque != null;
    }

    /**
     * One period.
     *
     * @param measured at the terminals
     * @return whether it is over: the converter must be switched off
     */
    @HotPath
    boolean act(double[] measured, boolean resumable, double[] dutyOut) {
        if (!underWay) {
            underWay = true;
            brakingS = 0;
            standingS = 0;
            if (torque != null) {
                torque.reset();
            }
        }
        double speed = measured[DriveChannels.SPEED];
        wantedNm[0] = resumable ? 0 : torquePerSpeed * speed;
        if (torque != null) {
            torque.control(measured, wantedNm, dutyOut);
        }
        if (resumable) {
            return false;
        }
        brakingS += periodS;
        standingS = Math.abs(speed) < standstillRadPerS ? standingS + periodS : 0;
        return standingS >= STANDSTILL_HOLD_S || brakingS >= limits.withinS;
    }
}
