package dev.creance.dynamics.arm;

/**
 * Where a frame stands in another: a point p of the inner frame is at {@code position + rotation · p} in the outer one.
 *
 * @param positionM origin of the inner frame
 * @param rotation 3×3, row-major; its columns are the axes of the inner frame
 */
public record Pose(double[] positionM, double[] rotation) {
    /** The frame itself. */
    public static Pose identity() {
        return new Pose(new double[3], new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
    }

    /** By position and by roll, pitch and yaw about the fixed axes x, y, z in this order, as URDF writes it. */
    public static Pose of(double[] positionM, double[] rollPitchYawRad) {
        double cr = StrictMath.cos(rollPitchYawRad[0]);
        double sr = StrictMath.sin(rollPitchYawRad[0]);
        double cp = StrictMath.cos(rollPitchYawRad[1]);
        double sp = StrictMath.sin(rollPitchYawRad[1]);
        double cy = StrictMath.cos(rollPitchYawRad[2]);
        double sy = StrictMath.sin(rollPitchYawRad[2]);
        return new Pose(positionM.clone(), new double[] {
            cy * cp,
            cy * sp * sr - sy * cr,
            cy * sp * cr + sy * sr,
            sy * cp,
            sy * sp * sr + cy * cr,
            sy * sp * cr - cy * sr,
            -sp,
            cp * sr,
            cp * cr
        });
    }

    /** A frame that stands at {@code inner} in this one, seen from where this one is seen. */
    public Pose then(Pose inner) {
        double[] product = new double[9];
        Matrix3.multiply(rotation, inner.rotation, product);
        return new Pose(point(inner.positionM), product);
    }

    /** A point of the inner frame, in the outer one. */
    public double[] point(double[] inner) {
        double[] outer = new double[3];
        Matrix3.transform(rotation, inner, outer);
        for (int i = 0; i < 3; i++) {
            outer[i] += positionM[i];
        }
        return outer;
    }
}
