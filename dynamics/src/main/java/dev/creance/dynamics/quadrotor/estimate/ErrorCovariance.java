package dev.creance.dynamics.quadrotor.estimate;

import dev.creance.dynamics.Quaternion;
import dev.creance.runtime.HotPath;
import java.util.Arrays;

/**
 * The covariance of the error of a {@link NavigationState}: position, velocity (world), tilt (body axes), accelerometer bias, gyro
 * bias. Symmetric to the last bit after every change, and updated in Joseph's form, which keeps it positive.
 */
@HotPath
public final class ErrorCovariance {
    public static final int POSITION = 0;
    public static final int VELOCITY = 3;
    public static final int TILT = 6;
    public static final int ACCEL_BIAS = 9;
    public static final int GYRO_BIAS = 12;
    public static final int SIZE = 15;

    /** Row-major; read only for others. */
    public final double[] values = new double[SIZE * SIZE];

    private final double[] velocityTilt = new double[9];
    private final double[] velocityBias = new double[9];
    private final double[] tiltTilt = new double[9];
    private final double[] rotation = new double[9];
    private final double[] small = new double[4];
    private final double[] three = new double[3];
    private final double[] rows = new double[3 * SIZE];
    private final double[] gain = new double[3 * SIZE];
    private final double[] innovation = new double[9];
    private final double[] inverse = new double[9];

    void start(InertialFilterSettings.StartDeviations start) {
        Arrays.fill(values, 0);
        diagonal(POSITION, start.positionM());
        diagonal(VELOCITY, start.velocityMPerS());
        diagonal(TILT, start.tiltRad());
        diagonal(ACCEL_BIAS, start.accelBiasMPerS2());
        diagonal(GYRO_BIAS, start.gyroBiasRadPerS());
    }

    private void diagonal(int block, double deviation) {
        add(block, deviation * deviation);
    }

    private void add(int block, double variance) {
        for (int i = block; i < block + 3; i++) {
            values[i * SIZE + i] += variance;
        }
    }

    /** The largest standard deviation of a block's three axes. */
    public double deviation(int block) {
        double most = 0;
        for (int i = block; i < block + 3; i++) {
            most = Math.max(most, values[i * SIZE + i]);
        }
        return Math.sqrt(most);
    }

    /**
     * P ← F P Fᵀ + Q (eq. 269 to 271), with the state at the beginning of the interval.
     *
     * <pre>
     * δp ← δp + δv dt      δv ← δv − R [a]× δθ dt − R δa_b dt      δθ ← Exp(−ω dt) δθ − δω_b dt
     * </pre>
     *
     * F has few entries, so rows and then columns are combined in place; each combination reads blocks that are not changed yet.
     */
    void propagate(NavigationState state, double[] from, double[] to, InertialFilterSettings.Noise noise, double dtS) {
        transition(state, from, to, dtS);
        combine(SIZE, 1, dtS);
        combine(1, SIZE, dtS);
        add(VELOCITY, noise.accel() * noise.accel() * dtS);
        add(TILT, noise.gyro() * noise.gyro() * dtS);
        add(ACCEL_BIAS, noise.accelBiasWalk() * noise.accelBiasWalk() * dtS);
        add(GYRO_BIAS, noise.gyroBiasWalk() * noise.gyroBiasWalk() * dtS);
        symmetrise();
    }

    private void transition(NavigationState state, double[] from, double[] to, double dtS) {
        matrix(state.values, NavigationState.ORIENTATION, rotation);
        for (int i = 0; i < 3; i++) {
            three[i] = (from[3 + i] + to[3 + i]) / 2 - state.values[NavigationState.ACCEL_BIAS + i];
        }
        for (int i = 0; i < 3; i++) {
            double r0 = rotation[3 * i];
            double r1 = rotation[3 * i + 1];
            double r2 = rotation[3 * i + 2];
            velocityTilt[3 * i] = -(r1 * three[2] - r2 * three[1]) * dtS;
            velocityTilt[3 * i + 1] = -(r2 * three[0] - r0 * three[2]) * dtS;
            velocityTilt[3 * i + 2] = -(r0 * three[1] - r1 * three[0]) * dtS;
            velocityBias[3 * i] = -r0 * dtS;
            velocityBias[3 * i + 1] = -r1 * dtS;
            velocityBias[3 * i + 2] = -r2 * dtS;
        }
        Arrays.fill(small, 0);
        small[0] = 1;
        Quaternion.turn(
                small, 0, -state.turn(from, to, 0, dtS), -state.turn(from, to, 1, dtS), -state.turn(from, to, 2, dtS));
        matrix(small, 0, tiltTilt);
    }

    /** Applies F to rows ({@code row} = SIZE, {@code column} = 1) or to columns (the other way round). */
    private void combine(int row, int column, double dtS) {
        double[] p = values;
        for (int k = 0; k < SIZE; k++) {
            int at = k * column;
            int v = at + VELOCITY * row;
            int t = at + TILT * row;
            int a = at + ACCEL_BIAS * row;
            int g = at + GYRO_BIAS * row;
            for (int i = 0; i < 3; i++) {
                p[at + i * row] += dtS * p[v + i * row];
            }
            double t0 = p[t];
            double t1 = p[t + row];
            double t2 = p[t + 2 * row];
            double a0 = p[a];
            double a1 = p[a + row];
            double a2 = p[a + 2 * row];
            for (int i = 0; i < 3; i++) {
                p[v + i * row] += velocityTilt[3 * i] * t0
                        + velocityTilt[3 * i + 1] * t1
                        + velocityTilt[3 * i + 2] * t2
                        + velocityBias[3 * i] * a0
                        + velocityBias[3 * i + 1] * a1
                        + velocityBias[3 * i + 2] * a2;
            }
            for (int i = 0; i < 3; i++) {
                p[t + i * row] = tiltTilt[3 * i] * t0
                        + tiltTilt[3 * i + 1] * t1
                        + tiltTilt[3 * i + 2] * t2
                        - dtS * p[g + i * row];
            }
        }
    }

    /**
     * Squared Mahalanobis distance of a residual of a block that is measured directly: rᵀ S⁻¹ r with S = H P Hᵀ + V. What {@link
     * #update} needs of S is kept for it.
     */
    double distance(int block, double[] residual, double variance) {
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                innovation[3 * i + j] = values[(block + i) * SIZE + block + j] + (i == j ? variance : 0);
            }
        }
        invert();
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                sum += residual[i] * inverse[3 * i + j] * residual[j];
            }
        }
        return sum;
    }

    /**
     * The correction by the residual that {@link #distance} was asked for last (eq. 274 to 276).
     *
     * <pre>
     * K = P Hᵀ S⁻¹      δx = K r      P ← (1 − K H) P (1 − K H)ᵀ + K V Kᵀ
     * </pre>
     */
    void update(int block, double[] residual, double variance, double[] errorOut) {
        System.arraycopy(values, block * SIZE, rows, 0, 3 * SIZE);
        for (int i = 0; i < SIZE; i++) {
            errorOut[i] = 0;
            for (int j = 0; j < 3; j++) {
                double k = rows[i] * inverse[j] + rows[SIZE + i] * inverse[3 + j] + rows[2 * SIZE + i] * inverse[6 + j];
                gain[3 * i + j] = k;
                errorOut[i] += k * residual[j];
            }
        }
        double[] p = values;
        for (int i = 0; i < SIZE; i++) {
            double k0 = gain[3 * i];
            double k1 = gain[3 * i + 1];
            double k2 = gain[3 * i + 2];
            for (int j = 0; j < SIZE; j++) {
                p[i * SIZE + j] -= k0 * rows[j] + k1 * rows[SIZE + j] + k2 * rows[2 * SIZE + j];
            }
            double w0 = variance * k0 - p[i * SIZE + block];
            double w1 = variance * k1 - p[i * SIZE + block + 1];
            double w2 = variance * k2 - p[i * SIZE + block + 2];
            for (int j = 0; j < SIZE; j++) {
                p[i * SIZE + j] += w0 * gain[3 * j] + w1 * gain[3 * j + 1] + w2 * gain[3 * j + 2];
            }
        }
        symmetrise();
    }

    /** P ← G P Gᵀ after the error has been injected, with G = 1 − ½ [δθ]× for the tilt (eq. 285 to 287). */
    void reset(double[] error) {
        double x = error[TILT] / 2;
        double y = error[TILT + 1] / 2;
        double z = error[TILT + 2] / 2;
        resetAlong(SIZE, 1, x, y, z);
        resetAlong(1, SIZE, x, y, z);
        symmetrise();
    }

    private void resetAlong(int row, int column, double x, double y, double z) {
        double[] p = values;
        for (int k = 0; k < SIZE; k++) {
            int t = k * column + TILT * row;
            double t0 = p[t];
            double t1 = p[t + row];
            double t2 = p[t + 2 * row];
            p[t] = t0 + z * t1 - y * t2;
            p[t + row] = t1 - z * t0 + x * t2;
            p[t + 2 * row] = t2 + y * t0 - x * t1;
        }
    }

    boolean isPositive() {
        for (int i = 0; i < SIZE; i++) {
            if (!(values[i * SIZE + i] > 0) || values[i * SIZE + i] == Double.POSITIVE_INFINITY) {
                return false;
            }
        }
        return true;
    }

    private void symmetrise() {
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < i; j++) {
                double mean = (values[i * SIZE + j] + values[j * SIZE + i]) / 2;
                values[i * SIZE + j] = mean;
                values[j * SIZE + i] = mean;
            }
        }
    }

    private void invert() {
        double[] s = innovation;
        double c0 = s[4] * s[8] - s[5] * s[5];
        double c1 = s[2] * s[5] - s[1] * s[8];
        double c2 = s[1] * s[5] - s[2] * s[4];
        double determinant = s[0] * c0 + s[1] * c1 + s[2] * c2;
        inverse[0] = c0 / determinant;
        inverse[1] = c1 / determinant;
        inverse[2] = c2 / determinant;
        inverse[3] = inverse[1];
        inverse[4] = (s[0] * s[8] - s[2] * s[2]) / determinant;
        inverse[5] = (s[1] * s[2] - s[0] * s[5]) / determinant;
        inverse[6] = inverse[2];
        inverse[7] = inverse[5];
        inverse[8] = (s[0] * s[4] - s[1] * s[1]) / determinant;
    }

    private static void matrix(double[] q, int at, double[] out) {
        double w = q[at];
        double x = q[at + 1];
        double y = q[at + 2];
        double z = q[at + 3];
        out[0] = 1 - 2 * (y * y + z * z);
        out[1] = 2 * (x * y - w * z);
        out[2] = 2 * (x * z + w * y);
        out[3] = 2 * (x * y + w * z);
        out[4] = 1 - 2 * (x * x + z * z);
        out[5] = 2 * (y * z - w * x);
        out[6] = 2 * (x * z - w * y);
        out[7] = 2 * (y * z + w * x);
        out[8] = 1 - 2 * (x * x + y * y);
    }
}
