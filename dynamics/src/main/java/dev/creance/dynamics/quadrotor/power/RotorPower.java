package dev.creance.dynamics.quadrotor.power;

import dev.creance.runtime.HotPath;

/**
 * The electrical power of a rotor by momentum theory (Leishman, "Principles of Helicopter Aerodynamics", 2006, 2.2.4):
 *
 * <pre>
 * P = T^(3/2) / √(2 ρ A) / η
 * </pre>
 *
 * @param diskM2 A
 * @param efficiency η: figure of merit of the rotor times efficiency of motor and electronics
 */
public record RotorPower(double diskM2, double efficiency) {
    /** Air at sea level, 15 °C (ISA). */
    public static final double AIR_KG_PER_M3 = 1.225;

    @HotPath
    public double watts(double thrustN) {
        double thrust = Math.max(0, thrustN);
        return thrust * Math.sqrt(thrust / (2 * AIR_KG_PER_M3 * diskM2)) / efficiency;
    }
}
