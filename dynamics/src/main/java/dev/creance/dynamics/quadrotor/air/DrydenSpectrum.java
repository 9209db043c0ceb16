package dev.creance.dynamics.quadrotor.air;

/**
 * Size and scale of turbulence after Dryden, as MIL-F-8785C has it.
 *
 * <pre>
 * Φu(Ω) = σu² 2L/π 1 / (1 + (LΩ)²)            along the mean wind
 * Φv(Ω) = σv² L/π (1 + 3(LΩ)²) / (1 + (LΩ)²)²  across it, and vertically
 * </pre>
 *
 * One-sided over the spatial frequency Ω, rad/m.
 *
 * @param horizontalMPerS σu = σv
 * @param verticalMPerS σw
 * @param horizontalM Lu = Lv
 * @param verticalM Lw
 */
public record DrydenSpectrum(double horizontalMPerS, double verticalMPerS, double horizontalM, double verticalM) {
    private static final double FOOT_M = 0.3048;

    /** Where the low-altitude model begins; lower down it is used as here. */
    public static final double LEAST_ALTITUDE_M = 10 * FOOT_M;

    /** Where it ends. */
    public static final double MOST_ALTITUDE_M = 1000 * FOOT_M;

    /**
     * The low-altitude model: h in feet, W20 the wind at 20 ft.
     *
     * <pre>
     * σw = 0.1 W20        σu = σv = σw / (0.177 + 0.000823 h)^0.4
     * Lw = h              Lu = Lv = h / (0.177 + 0.000823 h)^1.2
     * </pre>
     *
     * @param windMPerS at 6.1 m: 15, 30 and 45 knots are called light, moderate and severe
     */
    public static DrydenSpectrum lowAltitude(double windMPerS, double altitudeM) {
        double feet = Math.clamp(altitudeM, LEAST_ALTITUDE_M, MOST_ALTITUDE_M) / FOOT_M;
        double base = 0.177 + 0.000823 * feet;
        double vertical = 0.1 * windMPerS;
        return new DrydenSpectrum(
                vertical / StrictMath.pow(base, 0.4),
                vertical,
                feet / StrictMath.pow(base, 1.2) * FOOT_M,
                feet * FOOT_M);
    }
}
