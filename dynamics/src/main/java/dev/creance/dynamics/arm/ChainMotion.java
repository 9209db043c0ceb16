package dev.creance.dynamics.arm;

import dev.creance.dynamics.Trigonometry;
import dev.creance.runtime.HotPath;

/**
 * Where the links of an arm are and how they move, in base coordinates: what all further quantities of one instant are computed
 * from. Allocation-free after construction; not thread-safe.
 *
 * <pre>
 * R_i = R_p R_placement R(axis, q)      p_i = p_p + R_p p_placement [+ q z_i where it slides]
 * S_i = (z_i, p_i × z_i) or (0, z_i)    z_i the axis in base coordinates           RBDA table 4.1
 * v_i = v_p + S_i q'                    c_i = v_i × S_i q'                          RBDA §5.3
 * </pre>
 */
@HotPath
public final class ChainMotion {
    private static final double[] BASE_ORIGIN = new double[3];
    private static final double[] AT_REST = new double[6];
    private static final double[] BASE_ROTATION = {1, 0, 0, 0, 1, 0, 0, 0, 1};

    /** Rotation of each link, 3×3. */
    final double[][] rotation;

    /** Origin of each link. */
    final double[][] origin;

    /** Motion of each link for one unit of its joint's speed, as a spatial vector. */
    final double[][] axis;

    /** Spatial velocity of each link. */
    final double[][] velocity;

    /** What a joint's speed adds to its link's acceleration, as a spatial vector. */
    final double[][] drift;

    /** Inertia of each link about the base's origin, see {@link SpatialInertia}. */
    final double[][] inertia;

    /** Centre of mass of each link. */
    final double[][] centre;

    private final JointPlacement[] placements;
    private final RigidBody[] links;
    private final double[] direction = new double[3];
    private final double[] arm = new double[3];
    private double massFactor = 1;
    private double inertiaFactor = 1;

    public ChainMotion(Chain chain) {
        placements = chain.joints().stream().map(JointPlacement::new).toArray(JointPlacement[]::new);
        links = chain.joints().stream().map(Joint::link).toArray(RigidBody[]::new);
        int n = links.length;
        rotation = new double[n][9];
        origin = new double[n][3];
        axis = new double[n][6];
        velocity = new double[n][6];
        drift = new double[n][6];
        inertia = new double[n][SpatialInertia.SIZE];
        centre = new double[n][3];
    }

    /** Number of joints. */
    public int size() {
        return links.length;
    }

    /** Makes all links heavier and slower to turn from the next update on, over what they are. */
    public void scale(double massFactor, double inertiaFactor) {
        this.massFactor = massFactor;
        this.inertiaFactor = inertiaFactor;
    }

    /** Takes up joint positions and velocities. */
    public void update(double[] position, double[] speed) {
        double[] parentRotation = BASE_ROTATION;
        double[] parentOrigin = BASE_ORIGIN;
        for (int i = 0; i < links.length; i++) {
            place(i, parentRotation, parentOrigin, position[i]);
            weigh(i);
            move(i, speed[i]);
            parentRotation = rotation[i];
            parentOrigin = origin[i];
        }
    }

    /** Origin of a link, copied. */
    public void origin(int link, double[] positionMOut) {
        System.arraycopy(origin[link], 0, positionMOut, 0, 3);
    }

    /** Rotation of a link, 3×3 row-major, copied. */
    public void rotation(int link, double[] rotationOut) {
        System.arraycopy(rotation[link], 0, rotationOut, 0, 9);
    }

    /** A point of a link's frame in base coordinates. */
    public void point(int link, double[] inLinkM, double[] positionMOut) {
        Matrix3.transform(rotation[link], inLinkM, positionMOut);
        for (int k = 0; k < 3; k++) {
            positionMOut[k] += origin[link][k];
        }
    }

    /** Velocity of a link's point that passes a place in base coordinates: v + ω × place. */
    public void pointVelocity(int link, double[] placeM, double[] velocityMPerSOut) {
        double[] v = velocity[link];
        velocityMPerSOut[0] = v[3] + v[1] * placeM[2] - v[2] * placeM[1];
        velocityMPerSOut[1] = v[4] + v[2] * placeM[0] - v[0] * placeM[2];
        velocityMPerSOut[2] = v[5] + v[0] * placeM[1] - v[1] * placeM[0];
    }

    /**
     * Force that gives a link an acceleration while it moves: I a + v ×* I v, RBDA §2.14.
     *
     * @param acceleration spatial, as the force is
     */
    void force(int link, double[] acceleration, double[] forceOut) {
        SpatialInertia.force(inertia[link], velocity[link], acceleration, forceOut);
    }

    private void place(int i, double[] parentRotation, double[] parentOrigin, double position) {
        JointPlacement joint = placements[i];
        double slide = joint.turns ? 0 : position;
        Matrix3.transform(parentRotation, joint.axis, direction);
        Matrix3.transform(parentRotation, joint.positionM, arm);
        double[] at = origin[i];
        for (int k = 0; k < 3; k++) {
            at[k] = parentOrigin[k] + arm[k] + slide * direction[k];
        }
        double[] s = axis[i];
        if (joint.turns) {
            joint.turn(parentRotation, Trigonometry.sin(position), Trigonometry.cos(position), rotation[i]);
            System.arraycopy(direction, 0, s, 0, 3);
            s[3] = at[1] * direction[2] - at[2] * direction[1];
            s[4] = at[2] * direction[0] - at[0] * direction[2];
            s[5] = at[0] * direction[1] - at[1] * direction[0];
        } else {
            Matrix3.multiply(parentRotation, joint.zeroRotation(), rotation[i]);
            System.arraycopy(direction, 0, s, 3, 3);
        }
    }

    private void weigh(int i) {
        RigidBody link = links[i];
        point(i, link.centreM(), centre[i]);
        SpatialInertia.turned(rotation[i], link.inertiaKgM2(), massFactor * inertiaFactor, inertia[i]);
        SpatialInertia.shift(massFactor * link.massKg(), centre[i], inertia[i]);
    }

    private void move(int i, double speed) {
        Spatial.combine(i == 0 ? AT_REST : velocity[i - 1], speed, axis[i], velocity[i]);
        Spatial.crossMotion(velocity[i], axis[i], speed, drift[i]);
    }
}
