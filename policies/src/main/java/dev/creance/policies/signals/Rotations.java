package dev.creance.policies.signals;

import dev.creance.policies.manifest.Term.Rotation;
import dev.creance.runtime.HotPath;

/** Orientations as networks are fed them, from quaternions as they are, without normalising. */
public final class Rotations {
    private static final int[] MATRIX_ROWS = {0, 1, 2, 3, 4, 5, 6, 7, 8};
    private static final int[] MATRIX_COLUMNS = {0, 3, 6, 1, 4, 7, 2, 5, 8};
    /** The first two columns, in which a network can name every rotation without a jump (Zhou et al. 2019). */
    private static final int[] SIX_ROWS = {0, 1, 3, 4, 6, 7};

    private static final int[] SIX_COLUMNS = {0, 3, 6, 1, 4, 7};
    private static final int[] WXYZ = {9, 10, 11, 12};
    private static final int[] XYZW = {10, 11, 12, 9};

    /** Nine numbers of the matrix, row by row, and the quaternion behind them. */
    public static final int NUMBERS = 13;

    private Rotations() {}

    /** Which of the {@link #NUMBERS} a form shows, in its order. */
    public static int[] shown(Rotation form) {
        return switch (form) {
            case MATRIX_ROWS -> MATRIX_ROWS;
            case MATRIX_COLUMNS -> MATRIX_COLUMNS;
            case SIX_ROWS -> SIX_ROWS;
            case SIX_COLUMNS -> SIX_COLUMNS;
            case QUATERNION_WXYZ -> WXYZ;
            case QUATERNION_XYZW -> XYZW;
        };
    }

    /** R v is in world axes what v is in body axes. */
    @HotPath
    public static void write(double w, double x, double y, double z, double[] numbersOut) {
        numbersOut[0] = 1 - 2 * y * y - 2 * z * z;
        numbersOut[1] = 2 * x * y - 2 * w * z;
        numbersOut[2] = 2 * x * z + 2 * w * y;
        numbersOut[3] = 2 * x * y + 2 * w * z;
        numbersOut[4] = 1 - 2 * x * x - 2 * z * z;
        numbersOut[5] = 2 * y * z - 2 * w * x;
        numbersOut[6] = 2 * x * z - 2 * w * y;
        numbersOut[7] = 2 * y * z + 2 * w * x;
        numbersOut[8] = 1 - 2 * x * x - 2 * y * y;
        numbersOut[9] = w;
        numbersOut[10] = x;
        numbersOut[11] = y;
        numbersOut[12] = z;
    }
}
