package dev.creance.dynamics.quadrotor.air;

import dev.creance.dynamics.NormalNumbers;
import dev.creance.dynamics.Trigonometry;
import dev.creance.runtime.HotPath;

/**
 * The velocity of turbulent air that drifts past: forming filters of the Dryden spectra, driven by white noise and discretised
 * exactly, so that variance and correlation do not depend on the step. The field is frozen: time is distance over airspeed.
 *
 * <pre>
 * Hu(s) = σu √(2T/π) 1 / (1 + T s)        Hv(s) = σv √(T/π) (1 + √3 T s) / (1 + T s)²        T = L / V
 * </pre>
 *
 * Starts in its stationary distribution. Allocation-free after construction; not thread-safe.
 */
public final class DrydenTurbulence {
    /** World axes, m/s; the owner reads it. */
    public final double[] airMPerS = new double[3];

    private final DrydenSpectrum spectrum;
    private final NormalNumbers normal;
    private final double cos;
    private final double sin;
    private final double keep;
    private final double add;
    private final FormingFilter lateral;
    private final FormingFilter vertical;
    private double along;

    /**
     * What the air is like where it acts.
     *
     * @param airspeedMPerS V, at which the vehicle meets the field: the mean wind for one that hovers
     * @param directionRad where the mean wind blows to, from the world's x axis towards y
     */
    public record Site(DrydenSpectrum spectrum, double airspeedMPerS, double directionRad) {}

    /** @param normal what drives the filters */
    public DrydenTurbulence(Site site, double stepS, NormalNumbers normal) {
        spectrum = site.spectrum;
        this.normal = normal;
        cos = Trigonometry.cos(site.directionRad);
        sin = Trigonometry.sin(site.directionRad);
        double horizontal = stepS * site.airspeedMPerS / spectrum.horizontalM();
        keep = StrictMath.exp(-horizontal);
        add = Math.sqrt(-StrictMath.expm1(-2 * horizontal));
        lateral = new FormingFilter(horizontal, normal);
        vertical = new FormingFilter(stepS * site.airspeedMPerS / spectrum.verticalM(), normal);
        along = normal.next();
        sum();
    }

    /** Moves on by one step. */
    @HotPath
    public void advance() {
        along = keep * along + add * normal.next();
        lateral.advance();
        vertical.advance();
        sum();
    }

    private void sum() {
        double u = spectrum.horizontalMPerS() * along;
        double v = spectrum.horizontalMPerS() * lateral.output();
        airMPerS[0] = cos * u - sin * v;
        airMPerS[1] = sin * u + cos * v;
        airMPerS[2] = spectrum.verticalMPerS() * vertical.output();
    }
}
