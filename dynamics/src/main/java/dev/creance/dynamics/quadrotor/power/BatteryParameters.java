package dev.creance.dynamics.quadrotor.power;

/**
 * What a battery is made of.
 *
 * @param capacityC charge when full, coulomb (1 mAh = 3.6 C)
 * @param resistanceOhm of cells, protection and leads together
 * @param openCircuitV voltages without load, at even steps from empty to full
 * @param ratedV at which the vehicle's thrust coefficients hold
 */
public record BatteryParameters(double capacityC, double resistanceOhm, double[] openCircuitV, double ratedV) {
    /**
     * Crazyflie 2.x: 250 mAh; voltages at 0 to 90 % as in the firmware's power management (bitcraze/crazyflie-firmware, pm_stm32f4.c,
     * cell 671723HS25C) with 4.20 V, the charger's end, at 100 %; 60 mΩ, the bound on the cell's protection circuit in Bitcraze's
     * hardware page, for the cell's own is not published. The thrust coefficients are taken to hold for a charge of one half.
     */
    public static BatteryParameters crazyflie() {
        return new BatteryParameters(
                250 * 3.6, 0.06, new double[] {3.00, 3.78, 3.83, 3.87, 3.89, 3.92, 3.96, 4.00, 4.04, 4.10, 4.20}, 3.92);
    }
}
