package dev.creance.dynamics.quadrotor.air;

import dev.creance.runtime.HotPath;

/**
 * How much more thrust a rotor gives at the same speed close above the ground.
 *
 * <pre>
 * T / T∞ = 1 / (1 − c (R / 4z)²)
 * </pre>
 *
 * With c = 1 this is Cheeseman and Bennett, ARC R&M 3021, 1955, for one rotor in hover. A greater c stands for rotors and body
 * that work together, as identified for a whole vehicle (Sanchez-Cuevas et al. 2017; Shi et al. 2019, "Neural Lander").
 *
 * @param coefficient c
 * @param rotorRadiusM R
 * @param restHeightM of the centre of mass above the ground where the vehicle rests, at z = 0
 * @param most limit of the ratio: below the height at which it is reached the formula does not hold
 */
public record GroundEffect(double coefficient, double rotorRadiusM, double restHeightM, double most) {
    /** Half a rotor's radius above the ground, the lowest that Cheeseman and Bennett give: 1 / (1 − 1/4). */
    public static final double DEFAULT_MOST = 4.0 / 3;

    /**
     * Crazyflie 2.x: c and R as identified for gym-pybullet-drones (Panerati et al., IROS 2021; cf2x.urdf), which keeps the first
     * term of the series and limits it at 1 + 4/15; 29 mm is the height of the whole vehicle (datasheet).
     */
    public static GroundEffect crazyflie() {
        return new GroundEffect(11.36859, 2.31348e-2, 0.029, 1 + 4.0 / 15);
    }

    /** T / T∞ with the hub this high above the ground; 1 or more. */
    @HotPath
    public double ratio(double hubM) {
        double quarter = rotorRadiusM / (4 * hubM);
        double share = coefficient * quarter * quarter;
        double greatest = 1 - 1 / most;
        return hubM > 0 && share < greatest ? 1 / (1 - share) : most;
    }
}
