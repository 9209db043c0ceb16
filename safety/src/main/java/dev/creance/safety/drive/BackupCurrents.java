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
 * The braking current is no more than 0.85 of the voltage can hold at this speed: with all of it, it would never be reached. The
 * controller has no memory, so that the certificate can follow it ahead of time.
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
    private final double mostSupplyV;
    private final boolean takesBack;

    private double toDirectA;
    private double toQuadratureA;
    private boolean saturated;

    /** Written by {@link #duty}. */
    final double[] dutyOut = new double[2];

    BackupCurrents(RotorMachine machine, CurrentModel model, DriveLimits limits, double dutyMost) {
        this.machine = machine;
        this.model = model;
        brakeA = limits.brakeA();
        this.dutyMost = dutyMost;
        speedPerS = limits.speedGainPerS();
        holdRadPerS = HOLD_SHARE * limits.speedRadPerS();
        mostSupplyV = limits.supplyMaxV();
        takesBack = Double.isInfinite(limits.capacitanceF());
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
     * @param stopping whether the shaft shall come to rest; else it is left to itself
     */
    void choose(double speedRadPerS, double supplyV, boolean stopping) {
        double beyond = stopping ? Math.abs(speedRadPerS) : Math.max(0, Math.abs(speedRadPerS) - holdRadPerS);
        double steepness = stopping ? 1 : 10;
        // Braking feeds the supply: near its limit there is none, but for a supply that takes back what it is fed.
        double room = takesBack ? 1 : (mostSupplyV - supplyV) / (0.05 * mostSupplyV);
        double share = room >= 1 ? 1 : room > 0 ? room : 0;
        double torque = Math.min(
                steepness * speedPerS * machine.leastInertiaKgM2() * beyond, share * brakeNm(speedRadPerS, supplyV));
        double perAmpere = 1.5 * machine.polePairs() * machine.fluxVs();
        if (perAmpere > 0) {
            toDirectA = 0;
            toQuadratureA = -Math.signum(speedRadPerS) * torque / perAmpere;
        } else {
            double saliency = machine.directH() - machine.quadratureH();
            double each = Math.sqrt(torque / (1.5 * machine.polePairs() * Math.abs(saliency)));
            toDirectA = Math.signum(saliency) * each;
            toQuadratureA = -Math.signum(speedRadPerS) * each;
        }
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
