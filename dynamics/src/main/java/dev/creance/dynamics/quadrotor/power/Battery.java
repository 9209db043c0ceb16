package dev.creance.dynamics.quadrotor.power;

import dev.creance.runtime.HotPath;

/**
 * A battery under a load that takes a given power: an open-circuit voltage E that falls with the charge, behind a resistance R.
 *
 * <pre>
 * P = I (E − R I)   ⇒   I = (E − √(E² − 4 R P)) / 2R        V = E − R I        Q' = −I
 * </pre>
 *
 * It cannot give more than E² / 4R. Empty, it gives nothing more. Allocation-free after construction; not thread-safe.
 */
@HotPath
public final class Battery {
    private final BatteryParameters parameters;
    private double chargeC;
    private double currentA;
    private double voltageV;

    /** @param charge share of the capacity at the beginning */
    public Battery(BatteryParameters parameters, double charge) {
        this.parameters = parameters;
        chargeC = charge * parameters.capacityC();
        voltageV = openCircuitV();
    }

    /** Takes a power for some time. */
    public void draw(double powerW, double dtS) {
        double e = openCircuitV();
        double r = parameters.resistanceOhm();
        if (chargeC <= 0) {
            currentA = 0;
            voltageV = 0;
            return;
        }
        double under = e * e - 4 * r * Math.max(0, powerW);
        // the root above without its difference of like numbers
        currentA = under > 0 ? 2 * Math.max(0, powerW) / (e + Math.sqrt(under)) : e / (2 * r);
        voltageV = e - r * currentA;
        chargeC = Math.max(0, chargeC - currentA * dtS);
    }

    /** At its terminals, under the load of the last step. */
    public double voltageV() {
        return voltageV;
    }

    public double currentA() {
        return currentA;
    }

    /** What is left, 0 to 1. */
    public double charge() {
        return chargeC / parameters.capacityC();
    }

    /** The speed that a rotor settles at over that at rated voltage: it is as the mean voltage at the motor. */
    public double speedFactor() {
        return voltageV / parameters.ratedV();
    }

    private double openCircuitV() {
        double[] table = parameters.openCircuitV();
        double at = charge() * (table.length - 1);
        int below = Math.min((int) at, table.length - 2);
        return table[below] + (at - below) * (table[below + 1] - table[below]);
    }
}
