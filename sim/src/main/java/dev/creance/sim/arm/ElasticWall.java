package dev.creance.sim.arm;

/**
 * A plane that gives way, in base coordinates.
 *
 * @param pointM a point of its surface
 * @param normal unit vector out of the wall
 * @param stiffnessNPerM of its spring
 * @param dampingNSPerM of its damper, and the most that friction resists slow sliding with
 * @param friction Coulomb's coefficient
 */
public record ElasticWall(
        double[] pointM, double[] normal, double stiffnessNPerM, double dampingNSPerM, double friction) {
    public ElasticWall {
        double square = normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2];
        if (!(Math.abs(square - 1) < 1e-6)) {
            throw new IllegalArgumentException("wall.normal has the length " + Math.sqrt(square) + ", not 1");
        }
        if (!(stiffnessNPerM > 0 && dampingNSPerM >= 0 && friction >= 0)) {
            throw new IllegalArgumentException("wall.stiffness=" + stiffnessNPerM + ", wall.damping=" + dampingNSPerM
                    + ", wall.friction=" + friction + ": they are not negative, and the stiffness is positive");
        }
    }

    /** Where no arm comes. */
    public static ElasticWall outOfReach() {
        return new ElasticWall(new double[] {0, 0, -1e6}, new double[] {0, 0, 1}, 1, 0, 0);
    }
}
