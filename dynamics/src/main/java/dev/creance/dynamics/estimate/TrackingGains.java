package dev.creance.dynamics.estimate;

/**
 * Gains of a tracking filter: of position, velocity and, where it has one, acceleration.
 *
 * @param position α
 * @param velocity β
 * @param acceleration γ, of half the acceleration; 0 in a filter of constant velocity
 */
public record TrackingGains(double position, double velocity, double acceleration) {
    /**
     * The Kalman filter's steady state for a velocity that is pushed about at random (P. Kalata, "The tracking index", IEEE
     * Trans. AES-20(2), 1984).
     *
     * <pre>
     * λ = σ_a T² / σ_v      r = (4 + λ − √(8λ + λ²)) / 4      α = 1 − r²      β = 2 (2 − α) − 4 √(1 − α)
     * </pre>
     *
     * @param index λ, the tracking index: σ_a of the acceleration over one period T, σ_v of a measured position
     */
    public static TrackingGains kalata(double index) {
        double r = (4 + index - Math.sqrt(8 * index + index * index)) / 4;
        double position = 1 - r * r;
        return new TrackingGains(position, 2 * (2 - position) - 4 * Math.sqrt(1 - position), 0);
    }

    /**
     * Of three states whose errors all die out as θ^k: the fading-memory polynomial filter (N. Morrison, "Introduction to
     * Sequential Smoothing and Prediction", 1969, 13.4).
     *
     * <pre>
     * α = 1 − θ³      β = 3/2 (1 − θ)² (1 + θ)      γ = 1/2 (1 − θ)³
     * </pre>
     */
    public static TrackingGains fading(double theta) {
        double forget = 1 - theta;
        return new TrackingGains(
                1 - theta * theta * theta, 1.5 * forget * forget * (1 + theta), 0.5 * forget * forget * forget);
    }
}
