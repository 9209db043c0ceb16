package dev.creance.safety.drive;

import dev.creance.safety.SettingsSection;

/**
 * What the certificate holds a drive to, and with what the backup works.
 *
 * @param currentA greatest length of the current's vector
 * @param speedRadPerS greatest magnitude of the speed
 * @param leastSpeedRadPerS least speed, with its sign
 * @param greatestSpeedRadPerS greatest speed, with its sign
 * @param windingK greatest temperature of the windings
 * @param inverterK greatest temperature of the inverter
 * @param deratingK so far below these the current's limit begins to fall
 * @param supplyMinV least supply voltage
 * @param supplyMaxV greatest supply voltage
 * @param capacitanceF of the supply, where nothing takes back what is fed in; infinite where something does
 * @param heldS how long a command may go on acting
 * @param loadNm greatest torque with which the load drives the shaft
 * @param brakeA current with which the backup brakes
 * @param speedGainPerS deceleration over speed when stopping
 * @param voltageError of the voltage made, over the supply's
 */
record DriveLimits(
        double currentA,
        double speedRadPerS,
        double leastSpeedRadPerS,
        double greatestSpeedRadPerS,
        double windingK,
        double inverterK,
        double deratingK,
        double supplyMinV,
        double supplyMaxV,
        double capacitanceF,
        double heldS,
        double loadNm,
        double brakeA,
        double speedGainPerS,
        double voltageError) {
    /** Of supply.max, where supply.min is left out. */
    private static final double LEAST_SUPPLY_SHARE = 0.7;

    /** @param oneWay 1 or −1 where the shaft may turn one way only, else 0 */
    static DriveLimits of(SettingsSection s, int oneWay) {
        double speed = s.value(DriveSetting.SPEED);
        double most = s.value(DriveSetting.SUPPLY_MAX);
        double least =
                s.value(DriveSetting.SUPPLY_MIN) > 0 ? s.value(DriveSetting.SUPPLY_MIN) : LEAST_SUPPLY_SHARE * most;
        double energyJ = s.value(DriveSetting.SUPPLY_ENERGY);
        return new DriveLimits(
                s.value(DriveSetting.CURRENT),
                speed,
                oneWay > 0 ? -2 * s.value(DriveSetting.SPEED_ERROR) : -speed,
                oneWay < 0 ? 2 * s.value(DriveSetting.SPEED_ERROR) : speed,
                s.value(DriveSetting.WINDING_TEMPERATURE),
                s.value(DriveSetting.INVERTER_TEMPERATURE),
                s.value(DriveSetting.DERATING),
                least,
                most,
                energyJ > 0 ? 2 * energyJ / (most * most - least * least) : Double.POSITIVE_INFINITY,
                s.value(DriveSetting.HELD),
                s.value(DriveSetting.LOAD_TORQUE),
                s.value(DriveSetting.BRAKE_CURRENT) * s.value(DriveSetting.CURRENT),
                s.value(DriveSetting.SPEED_GAIN),
                s.value(DriveSetting.VOLTAGE_ERROR));
    }

    /** Whether the supply takes back whatever a braking machine feeds in. */
    boolean takesBack() {
        return Double.isInfinite(capacitanceF);
    }

    /** The limit of the current at these temperatures: heat goes with its square, so that falls linearly. */
    double currentA(double nowWindingK, double nowInverterK) {
        double room = Math.min(windingK - nowWindingK, inverterK - nowInverterK) / deratingK;
        return room >= 1 ? currentA : room > 0 ? Math.sqrt(room) * currentA : 0;
    }
}
