package dev.creance.safety.drive;

import static dev.creance.dynamics.drive.DriveChannels.ANGLE;
import static dev.creance.dynamics.drive.DriveChannels.CURRENT;
import static dev.creance.dynamics.drive.DriveChannels.INVERTER_TEMPERATURE;
import static dev.creance.dynamics.drive.DriveChannels.SPEED;
import static dev.creance.dynamics.drive.DriveChannels.SUPPLY_VOLTAGE;
import static dev.creance.dynamics.drive.DriveChannels.WINDING_TEMPERATURE;

import dev.creance.runtime.HotPath;
import dev.creance.safety.FrameRules;
import java.util.Arrays;

/**
 * Whether one frame of a drive can follow another: currents change by voltage over inductance, the speed by torque over inertia. Currents
 * that are the same bit by bit, though the voltage must have changed them, are those of an older frame.
 */
@HotPath
final class DriveFrameRules implements FrameRules {
    private static final double TEMPERATURE_JUMP_K = 5;
    private static final double TEMPERATURE_K_PER_S = 100;

    /** The supply may change by this share of what it was, ... */
    private static final double SUPPLY_JUMP = 0.2;

    /** ... and by as many times it in a second. */
    private static final double SUPPLY_PER_S = 100;

    private final double currentJumpA;
    private final double ampereRatePerV;
    private final double speedJumpRadPerS;
    private final double mostRadPerS2;
    private final double movingRadPerS;
    private boolean currentsChange;
    private boolean frozen;

    DriveFrameRules(RotorMachine machine, DriveLimits limits, double speedJumpRadPerS, double movingRadPerS) {
        double leastH = Math.min(machine.directH(), machine.quadratureH())
                * (1 - machine.tolerances().inductance());
        currentJumpA = 0.2 * limits.currentA();
        // supply and induced voltage together, and both parts of the vector
        ampereRatePerV = 2 / leastH;
        this.speedJumpRadPerS = speedJumpRadPerS;
        this.movingRadPerS = movingRadPerS;
        mostRadPerS2 = 2 * (machine.mostTorqueNm(limits.currentA()) + limits.loadNm()) / machine.leastInertiaKgM2();
    }

    @Override
    public int required() {
        return CURRENT + 2;
    }

    @Override
    public boolean isConsistent(double[] values) {
        return true;
    }

    @Override
    public boolean follows(double[] before, double[] after, double sinceS) {
        // Once found out, for as long as they stay the same: what the backup sends then changes nothing by the model.
        frozen = isSame(before, after, CURRENT) && isSame(before, after, CURRENT + 1) && (frozen || currentsChange);
        if (frozen) {
            return false;
        }
        double supplyV = Math.max(before[SUPPLY_VOLTAGE], after[SUPPLY_VOLTAGE]);
        double mostA = currentJumpA + ampereRatePerV * supplyV * sinceS;
        double mostRadPerS = speedJumpRadPerS + mostRadPerS2 * sinceS;
        double mostK = TEMPERATURE_JUMP_K + TEMPERATURE_K_PER_S * sinceS;
        double mostV = supplyV * (SUPPLY_JUMP + SUPPLY_PER_S * sinceS);
        return isNear(before, after, CURRENT, mostA)
                && isNear(before, after, CURRENT + 1, mostA)
                && isNear(before, after, SPEED, mostRadPerS)
                && isNear(before, after, WINDING_TEMPERATURE, mostK)
                && isNear(before, after, INVERTER_TEMPERATURE, mostK)
                && isNear(before, after, SUPPLY_VOLTAGE, mostV);
    }

    private static boolean isNear(double[] before, double[] after, int channel, double most) {
        return Math.abs(after[channel] - before[channel]) <= most;
    }

    /**
     * Whether currents must be others in the next frame than in this one.
     *
     * @param obeyed whether commands act; a device on its own may hold no current for as long as it likes
     * @param currents what was sent changes them by more than they may be wrong by
     */
    void changing(boolean obeyed, boolean currents) {
        currentsChange = obeyed && currents;
        frozen &= obeyed;
    }

    /** Shafts that turn show another angle after a while. Currents and voltages of an ideal machine may repeat, at rest and in steady state. */
    @Override
    public boolean repeats(double[] before, double[] after) {
        return Math.abs(after[SPEED]) > movingRadPerS && isSame(before, after, ANGLE);
    }

    private static boolean isSame(double[] before, double[] after, int channel) {
        return Double.doubleToRawLongBits(after[channel]) == Double.doubleToRawLongBits(before[channel]);
    }

    /** No current, and no speed. */
    @Override
    public void rest(double[] valuesOut) {
        Arrays.fill(valuesOut, Double.NaN);
        valuesOut[SPEED] = 0;
        Arrays.fill(valuesOut, CURRENT, valuesOut.length, 0);
    }
}
