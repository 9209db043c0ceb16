package dev.creance.safety.drive;

import dev.creance.runtime.HotPath;

/**
 * What a supply still takes that nothing discharges but the machine, and what the backup does about it. With E the energy up to the
 * limit and E_r the reserve, which is the most that is fed in while full braking ends:
 *
 * <pre>
 * E ≥ 2 E_r           the backup brakes as it likes
 * 2 E_r … 3/2 E_r     it brakes less and less
 * 3/2 E_r … E_r       it drives the shaft, more and more
 * E ≤ E_r             it drives with so much current that, wrong as the current may be, the machine draws power
 * </pre>
 *
 * So nothing is fed in any more once E has come down to E_r and braking has ended, which is what the reserve is for.
 */
@HotPath
final class SupplyRoom {
    /** In reserves: as much room is needed to brake fully, ... */
    static final double TO_BRAKE = 2;

    /** ... and with less than this the shaft is driven. */
    private static final double TO_DRIVE = 1.5;

    private final double mostV;
    private final double capacitanceF;
    private final double reserveJ;

    private SupplyRoom(double mostV, double capacitanceF, double reserveJ) {
        this.mostV = mostV;
        this.capacitanceF = capacitanceF;
        this.reserveJ = reserveJ;
    }

    /** A supply that takes back whatever it is fed. */
    static SupplyRoom endless() {
        return new SupplyRoom(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
    }

    /** One without any room left. */
    static SupplyRoom none() {
        return new SupplyRoom(0, 1, 1);
    }

    static SupplyRoom of(DriveLimits limits, double reserveJ) {
        return limits.takesBack() ? endless() : new SupplyRoom(limits.supplyMaxV(), limits.capacitanceF(), reserveJ);
    }

    boolean isEndless() {
        return Double.isInfinite(capacitanceF);
    }

    double reserveJ() {
        return reserveJ;
    }

    /** Whether the backup may brake with all it has. */
    boolean isAmple(double supplyV) {
        return reservesLeft(supplyV) >= TO_BRAKE;
    }

    /** How much of its braking the backup does. */
    double brakingShare(double supplyV) {
        return within((reservesLeft(supplyV) - TO_DRIVE) / (TO_BRAKE - TO_DRIVE));
    }

    /** How much of the current that draws power whatever is wrong. */
    double drivingShare(double supplyV) {
        return within((TO_DRIVE - reservesLeft(supplyV)) / (TO_DRIVE - 1));
    }

    /** What the supply has taken beyond where the backup brakes fully, J; the shaft may get it back. */
    double beyondAmpleJ(double supplyV, double fedJ) {
        return isEndless() ? 0 : Math.max(0, fedJ + TO_BRAKE * reserveJ - roomJ(supplyV));
    }

    /** The supply's voltage once so much more has been fed in. */
    double fedV(double supplyV, double fedJ) {
        return isEndless() ? supplyV : Math.sqrt(supplyV * supplyV + 2 * Math.max(0, fedJ) / capacitanceF);
    }

    /** By which share of itself the voltage changes with so much energy, either way; twice that, for it changes more when it falls. */
    double swing(double supplyV, double energyJ) {
        return isEndless() ? 0 : 2 * energyJ / (capacitanceF * supplyV * supplyV);
    }

    private double reservesLeft(double supplyV) {
        return isEndless() ? Double.POSITIVE_INFINITY : roomJ(supplyV) / reserveJ;
    }

    private double roomJ(double supplyV) {
        return 0.5 * capacitanceF * (mostV * mostV - supplyV * supplyV);
    }

    private static double within(double share) {
        return share > 0 ? share < 1 ? share : 1 : 0;
    }
}
