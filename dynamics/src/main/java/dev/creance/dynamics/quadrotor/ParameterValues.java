package dev.creance.dynamics.quadrotor;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.List;

/** Reads the vectors and matrices of parameter files and refuses what no vehicle can be made of. */
final class ParameterValues {
    private ParameterValues() {}

    static double[] vector(ConfigNode node, Dimension dimension, int size) {
        List<ConfigNode> items = node.items(size);
        double[] vector = new double[size];
        for (int i = 0; i < size; i++) {
            vector[i] = items.get(i).quantity(dimension);
        }
        return vector;
    }

    static double[] unitVector(ConfigNode node) {
        double[] v = vector(node, Dimension.RATIO, 3);
        double length = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
        if (!(Math.abs(length - 1) < 1e-6)) {
            throw node.error(" has the length " + length + ", not 1").withHint("divide it by its length");
        }
        return v;
    }

    /** Two numbers, the first below the second. */
    static double[] range(ConfigNode node) {
        double[] range = vector(node, Dimension.RATIO, 2);
        if (!(range[0] < range[1])) {
            throw node.error("=[" + range[0] + ", " + range[1] + "] is empty").withHint("write [least, greatest]");
        }
        return range;
    }

    /** A 3×3 matrix, row-major, from three rows or from its diagonal; positive definite. */
    static double[] positiveMatrix(ConfigNode node) {
        List<ConfigNode> rows = node.items(3);
        double[] m = new double[9];
        if (rows.get(0).isList()) {
            for (int i = 0; i < 3; i++) {
                System.arraycopy(vector(rows.get(i), Dimension.RATIO, 3), 0, m, 3 * i, 3);
            }
        } else {
            double[] diagonal = vector(node, Dimension.RATIO, 3);
            for (int i = 0; i < 3; i++) {
                m[4 * i] = diagonal[i];
            }
        }
        double minor2 = m[0] * m[4] - m[1] * m[3];
        double determinant = m[0] * (m[4] * m[8] - m[5] * m[7])
                - m[1] * (m[3] * m[8] - m[5] * m[6])
                + m[2] * (m[3] * m[7] - m[4] * m[6]);
        if (!(m[0] > 0 && minor2 > 0 && determinant > 0)) {
            throw node.error(" is not positive definite").withHint("check signs and units of the inertia");
        }
        return m;
    }

    /** Refuses a thrust that does not grow with the rotor state: no controller could invert it. */
    static double[][] increasing(ConfigNode node, double[][] coefficients, double[] range) {
        for (int i = 0; i < coefficients.length; i++) {
            double atLeast = coefficients[i][1] + 2 * coefficients[i][2] * range[0];
            double atMost = coefficients[i][1] + 2 * coefficients[i][2] * range[1];
            if (!(atLeast >= 0 && atMost > 0)) {
                throw node.error(": the thrust of rotor " + i + " does not grow over the rotor range")
                        .withHint("check the thrust coefficients and the rotor range");
            }
        }
        return coefficients;
    }
}
