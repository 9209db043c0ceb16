package dev.creance.dynamics.arm;

/** Energy of an arm: what an undriven chain without friction keeps. */
public final class ChainEnergy {
    private final Chain chain;
    private final double[] momentum = new double[6];

    public ChainEnergy(Chain chain) {
        this.chain = chain;
    }

    /** Of the links, ½ Σ vᵀ I v, and of the rotors, ½ Σ armature q'². */
    public double kineticJ(ChainMotion motion, double[] speed) {
        double sum = 0;
        for (int i = 0; i < motion.size(); i++) {
            SpatialInertia.multiply(motion.inertia[i], motion.velocity[i], momentum);
            double rotor = chain.joints().get(i).drivetrain().armature() * speed[i] * speed[i];
            sum += (Spatial.dot(motion.velocity[i], momentum) + rotor) / 2;
        }
        return sum;
    }

    /** In gravity, −Σ m g·c; 0 with every centre of mass at the base's origin. */
    public double potentialJ(ChainMotion motion) {
        double[] g = chain.gravityMPerS2();
        double sum = 0;
        for (int i = 0; i < motion.size(); i++) {
            double[] c = motion.centre[i];
            sum -= motion.inertia[i][0] * (g[0] * c[0] + g[1] * c[1] + g[2] * c[2]);
        }
        return sum;
    }
}
