package dev.creance.dynamics.quadrotor.air;

/**
 * How the air holds a quadrotor back, per body axis.
 *
 * <pre>
 * F = −s D v − |v| C v        v the velocity through the air, body axes
 * s = mean of √(thrust of a rotor / its thrust in hover)
 * </pre>
 *
 * The first term is rotor drag, linear in speed (Martin and Salaün, ICRA 2010; Kai et al., IFAC 2017). A rotor's share grows with
 * its own speed, which is as the root of its thrust; in hover s = 1, and D is the constant matrix of Faessler, Franchi and
 * Scaramuzza (RA-L 2018) times the mass. The second term is the drag of the body, C = ½ ρ c_d A.
 *
 * @param linearNsPerM D, of all rotors together in hover
 * @param quadraticNs2PerM2 C
 */
public record Drag(double[] linearNsPerM, double[] quadraticNs2PerM2) {
    /** A vacuum, as in the reference models. */
    public static Drag none() {
        return new Drag(new double[3], new double[3]);
    }

    /**
     * Crazyflie 2.x: 9.1785e-7 and 10.311e-7 N per m/s and rad/s, summed over the rotors, on horizontal and vertical body axes
     * (J. Förster, "System Identification of the Crazyflie 2.0", ETH Zürich 2015; also in gym-pybullet-drones' cf2x.urdf), at
     * 1613.8 rad/s, where rotors of 2.8816e-8 N/(rad/s)² (ibid.) carry 30.6 g.
     */
    public static Drag crazyflie() {
        double rotorsRadPerS = 4 * 1613.8;
        double horizontal = 9.1785e-7 * rotorsRadPerS;
        return new Drag(new double[] {horizontal, horizontal, 10.311e-7 * rotorsRadPerS}, new double[3]);
    }

    /**
     * PX4's x500 for Gazebo: 8.06428e-5 N per m/s and rad/s for each rotor, across its axis only (PX4-gazebo-models,
     * models/x500/model.sdf), at 769.56 rad/s in hover.
     */
    public static Drag x500() {
        double horizontal = 8.06428e-5 * 4 * 769.56;
        return new Drag(new double[] {horizontal, horizontal, 0}, new double[3]);
    }
}
