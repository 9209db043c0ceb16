package dev.creance.record;

/** The angle between a body's own vertical and the world's. */
public final class Tilt {
    private Tilt() {}

    /**
     * From a quaternion.
     *
     * @param indices where w, x, y, z stand in {@code values}; need not be normalised
     */
    public static double ofRad(double[] values, int[] indices) {
        double w = values[indices[0]];
        double x = values[indices[1]];
        double y = values[indices[2]];
        double z = values[indices[3]];
        // The lower right element of the rotation matrix: the world's z component of the body's z axis.
        double cosine = (w * w - x * x - y * y + z * z) / (w * w + x * x + y * y + z * z);
        return StrictMath.acos(Math.clamp(cosine, -1.0, 1.0));
    }
}
