package dev.creance.sim.quadrotor;

import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.runtime.HotPath;

/**
 * Shares a thrust and three torques out to four rotors. Where they do not fit, yaw gives way first, then the thrust moves, then
 * roll and pitch shrink together: an attitude that is kept matters more than a thrust that is met.
 */
@HotPath
final class Mixer {
    private static final int ROTORS = 4;

    /** Row i: what rotor i gives per newton of thrust and per newton metre of roll, pitch and yaw. */
    private final double[][] share;

    private final double leastN;
    private final double greatestN;
    private final double[] level = new double[ROTORS];

    Mixer(QuadrotorParameters nominal) {
        if (nominal.rotors() != ROTORS) {
            throw new IllegalArgumentException("rotors=" + nominal.rotors() + ", but this mixer has 4");
        }
        double[][] effect = new double[ROTORS][2 * ROTORS];
        for (int i = 0; i < ROTORS; i++) {
            double[] r = nominal.rotorPositionM()[i];
            double[] d = nominal.thrustDirection()[i];
            double[] e = nominal.torqueDirection()[i];
            double k = nominal.torqueConstantM()[i];
            effect[0][i] = d[2];
            effect[1][i] = k * e[0] + r[1] * d[2] - r[2] * d[1];
            effect[2][i] = k * e[1] + r[2] * d[0] - r[0] * d[2];
            effect[3][i] = k * e[2] + r[0] * d[1] - r[1] * d[0];
            effect[i][ROTORS + i] = 1;
        }
        share = inverse(effect);
        leastN = nominal.thrustN(0, 0);
        greatestN = nominal.thrustN(0, 1);
    }

    /** Gauss-Jordan with pivoting on [A | 1]; off the hot path. */
    private static double[][] inverse(double[][] a) {
        for (int column = 0; column < ROTORS; column++) {
            int pivot = column;
            for (int row = column + 1; row < ROTORS; row++) {
                pivot = Math.abs(a[row][column]) > Math.abs(a[pivot][column]) ? row : pivot;
            }
            double[] swap = a[column];
            a[column] = a[pivot];
            a[pivot] = swap;
            double scale = a[column][column];
            if (Math.abs(scale) < 1e-9) {
                throw new IllegalArgumentException("these rotors cannot give thrust and three torques independently");
            }
            for (int k = 0; k < 2 * ROTORS; k++) {
                a[column][k] /= scale;
            }
            for (int row = 0; row < ROTORS; row++) {
                double factor = row == column ? 0 : a[row][column];
                for (int k = 0; k < 2 * ROTORS; k++) {
                    a[row][k] -= factor * a[column][k];
                }
            }
        }
        double[][] result = new double[ROTORS][ROTORS];
        for (int row = 0; row < ROTORS; row++) {
            System.arraycopy(a[row], ROTORS, result[row], 0, ROTORS);
        }
        return result;
    }

    /** Writes the thrust of each rotor, N, within what it can give. */
    void mix(double thrustN, double rollNm, double pitchNm, double yawNm, double[] out) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < ROTORS; i++) {
            level[i] = share[i][1] * rollNm + share[i][2] * pitchNm;
            least = Math.min(least, level[i]);
            greatest = Math.max(greatest, level[i]);
        }
        double room = greatestN - leastN;
        double shrink = greatest - least > room ? room / (greatest - least) : 1;
        double base = share[0][0] * thrustN;
        base = Math.max(leastN - shrink * least, Math.min(greatestN - shrink * greatest, base));
        double yaw = 1;
        for (int i = 0; i < ROTORS; i++) {
            level[i] = base + shrink * level[i];
            double turn = share[i][3] * yawNm;
            double margin = turn > 0 ? greatestN - level[i] : level[i] - leastN;
            if (Math.abs(turn) * yaw > margin) {
                yaw = margin / Math.abs(turn);
            }
        }
        for (int i = 0; i < ROTORS; i++) {
            out[i] = level[i] + yaw * share[i][3] * yawNm;
        }
    }
}
