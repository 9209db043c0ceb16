package dev.creance.safety.drive;

import dev.creance.runtime.HotPath;

/**
 * The backup: brings the currents to where they shall be by the end of the tick, or, where the voltage does not suffice, as far as it
 * goes in that direction. It wants no current, but for braking above a speed, or towards standstill:
 *
 * <pre>
 * T* = −sgn(ω) min(k_ω J |ω|, T_brake)      i_q* = T* / (3/2 p ψ)      or, without magnets, |i_d*| = |i_q*| = √(|T*| / (3/2 p |L_d − L_q|))
 * </pre>
 *
 * The braking current is no more than 0.85 of the voltage can hold at this speed: with all of it, it would never be reached. Where
 * the supply has little {@link SupplyRoom} there is no braking but a little driving, for with no current wanted an error of the
 * measured one could feed the supply for ever. The controller has no memory, so that the certificate can follow it ahead of time.
 */
@HotPath
final class BackupCurrents {
    /** Above this share of the speed's limit the backup brakes whatever it was asked for. */
    private static final double HOLD_SHARE = 0.9;

    private static final double VOLTAGE_SHARE = 0.85;

    private final RotorMachine machine;
    private final CurrentModel model;
    private final double brakeA;
    private final double dutyMost;
    private final double speedPerS;
    private final double holdRadPerS;
    private final SupplyRoom room;
    private double drivingA;
    private double unsureRadPerS;

    private boolean saturated;

    /** Written by {@link #choose}. */
    double toDirectA;

    double toQuadratureA;

    /** Written by {@link #duty}. */
    final double[] dutyOut = new double[2];

    BackupCurrents(RotorMachine machine, CurrentModel model, DriveLimits limits, double dutyMost, SupplyRoom room) {
        this.machine = machine;
        this.model = model;
        brakeA = limits.brakeA();
        this.dutyMost = dutyMost;
        speedPerS = limits.speedGainPerS();
        holdRadPerS = HOLD_SHARE * limits.speedRadPerS();
        this.room = room;
    }

    /**
     * Takes up how wrong this tick's currents may be once they have settled.
     *
     * @param settledA beyond this from what it wants, no current is
     * @param speedRadiusRadPerS how far the speed may be off
     */
    void settling(double settledA, double speedRadiusRadPerS) {
        // frames that are old leave it open how the currents are: more than braking uses is not given for that
        drivingA = Math.min(settledA, brakeA);
        unsureRadPerS = 2 * speedRadiusRadPerS;
    }

    /** The torque with which it brakes at most, at a speed and with a supply. */
    double brakeNm(double speedRadPerS, double supplyV) {
        double electrical = Math.max(1e-9, machine.polePairs() * Math.abs(speedRadPerS));
        double mostV = VOLTAGE_SHARE * dutyMost * supplyV / 2;
        if (machine.fluxVs() > 0) {
            double induced = electrical * machine.fluxVs();
            double rest = Math.sqrt(Math.max(0, mostV * mostV - induced * induced));
            double current = Math.min(brakeA, rest / (electrical * machine.quadratureH()));
            return 1.5 * machine.polePairs() * machine.fluxVs() * current;
        }
        double bothH = Math.sqrt(machine.directH() * machine.directH() + machine.quadratureH() * machine.quadratureH());
        double each = Math.min(brakeA / Math.sqrt(2), mostV / (electrical * bothH));
        return 1.5 * machine.polePairs() * Math.abs(machine.directH() - machine.quadratureH()) * each * each;
    }

    /**
     * Chooses the currents.
     *
     * @param supplyV with all that may have been fed in since it was measured
     * @param stopping whether the shaft shall come to rest; else it is left to itself
     */
    void choose(double speedRadPerS, double supplyV, boolean stopping) {
        double beyond = stopping ? Math.abs(speedRadPerS) : Math.max(0, Math.abs(speedRadPerS) - holdRadPerS);
        double steepness = stopping ? 1 : 10;
        double torque = Math.min(
                steepness * speedPerS * machine.leastInertiaKgM2() * beyond,
                room.brakingShare(supplyV) * brakeNm(speedRadPerS, supplyV));
        double share = room.drivingShare(supplyV) * turning(speedRadPerS);
        want(speedRadPerS, torque, share > 0 ? share * drivingA : 0);
    }

    /** Chooses those of full braking. */
    void brake(double speedRadPerS, double supplyV) {
        want(speedRadPerS, brakeNm(speedRadPerS, supplyV), 0);
    }

    private void want(double speedRadPerS, double brakingNm, double driving) {
        double forwards = Math.signum(speedRadPerS);
        double perAmpere = 1.5 * machine.polePairs() * machine.fluxVs();
        if (perAmpere > 0) {
            toDirectA = 0;
            toQuadratureA = forwards * (driving - brakingNm / perAmpere);
        } else {
            double saliency = machine.directH() - machine.quadratureH();
            double each = Math.sqrt(brakingNm / (1.5 * machine.polePairs() * Math.abs(saliency)));
            toDirectA = Math.signum(saliency) * Math.max(each, driving);
            toQuadratureA = forwards * (driving - each);
        }
    }

    /** Next to standstill nobody knows which way the shaft turns, and there is next to nothing that it could feed in. */
    private double turning(double speedRadPerS) {
        double share = Math.abs(speedRadPerS) / Math.max(1e-9, unsureRadPerS) - 1;
        return share > 0 ? share < 1 ? share : 1 : 0;
    }

    /** Computes the duty that goes there; not limited in slew. */
    void duty(double directA, double quadratureA, double supplyV, double most) {
        double halfV = Math.max(1e-3, supplyV / 2);
        double d = model.directV(directA, quadratureA, toDirectA, toQuadratureA) / halfV;
        double q = model.quadratureV(directA, quadratureA, toDirectA, toQuadratureA) / halfV;
        double length = Math.sqrt(d * d + q * q);
        saturated = !(length <= most);
        double share = saturated ? most / length : 1;
        dutyOut[0] = share * d;
        dutyOut[1] = share * q;
    }

    /** Whether the last {@link #duty} could not give what was wanted. */
    boolean isSaturated() {
        return saturated;
    }
}
