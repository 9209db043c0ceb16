package dev.creance.dynamics.arm;

/**
 * Mass properties of a link, in the axes of the link.
 *
 * @param massKg mass
 * @param centreM centre of mass
 * @param inertiaKgM2 moments of inertia about the centre of mass; 3×3, row-major, symmetric
 */
public record RigidBody(double massKg, double[] centreM, double[] inertiaKgM2) {
    /** Weighs nothing. */
    public static RigidBody none() {
        return new RigidBody(0, new double[3], new double[9]);
    }

    /** The same body, described in a frame in which its own frame stands at {@code pose}. */
    public RigidBody in(Pose pose) {
        double[] half = new double[9];
        double[] turned = new double[9];
        Matrix3.multiply(pose.rotation(), inertiaKgM2, half);
        Matrix3.multiplyTransposed(half, pose.rotation(), turned);
        return new RigidBody(massKg, pose.point(centreM), turned);
    }

    /** Both bodies as one; they are described in the same frame. */
    public RigidBody plus(RigidBody other) {
        double total = massKg + other.massKg;
        if (!(total > 0)) {
            return none();
        }
        double[] centre = new double[3];
        for (int i = 0; i < 3; i++) {
            centre[i] = (massKg * centreM[i] + other.massKg * other.centreM[i]) / total;
        }
        double[] sum = new double[9];
        addAbout(centre, sum);
        other.addAbout(centre, sum);
        return new RigidBody(total, centre, sum);
    }

    // Steiner: I + m (d·d 1 − d dᵀ), d from the centre of mass to the point
    private void addAbout(double[] point, double[] sum) {
        double[] d = {point[0] - centreM[0], point[1] - centreM[1], point[2] - centreM[2]};
        double square = d[0] * d[0] + d[1] * d[1] + d[2] * d[2];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                double diagonal = row == column ? square : 0;
                int at = 3 * row + column;
                sum[at] += inertiaKgM2[at] + massKg * (diagonal - d[row] * d[column]);
            }
        }
    }

    /** Moment of inertia about an axis through the link's origin. */
    public double inertiaAboutKgM2(double[] axis) {
        double[] sum = new double[9];
        addAbout(new double[3], sum);
        double[] turned = new double[3];
        Matrix3.transform(sum, axis, turned);
        return axis[0] * turned[0] + axis[1] * turned[1] + axis[2] * turned[2];
    }

    /** Whether mass and all principal moments are positive, by the leading minors. */
    public boolean isPositive() {
        double[] m = inertiaKgM2;
        double minor2 = m[0] * m[4] - m[1] * m[3];
        double determinant = m[0] * (m[4] * m[8] - m[5] * m[7])
                - m[1] * (m[3] * m[8] - m[5] * m[6])
                + m[2] * (m[3] * m[7] - m[4] * m[6]);
        return massKg > 0 && m[0] > 0 && minor2 > 0 && determinant > 0;
    }

    /**
     * Whether some body has these moments: half their trace less the tensor is the second moment of its mass, which is positive
     * along every axis.
     */
    public boolean isRealizable() {
        double half = (inertiaKgM2[0] + inertiaKgM2[4] + inertiaKgM2[8]) / 2;
        double[] secondMoment = new double[9];
        for (int i = 0; i < 9; i++) {
            secondMoment[i] = (i % 4 == 0 ? half : 0) - inertiaKgM2[i];
        }
        return new RigidBody(massKg, centreM, secondMoment).isPositive();
    }
}
