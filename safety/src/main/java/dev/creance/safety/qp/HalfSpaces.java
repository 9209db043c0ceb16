package dev.creance.safety.qp;

import dev.creance.runtime.HotPath;

/**
 * The rows a·u ≤ b of a polyhedron, filled anew for each problem. A limit that does not exist is left out: infinite bounds are refused.
 *
 * <pre>{@code
 * rows.clear();
 * rows.atMost(0, 1.5);                    // u_0 ≤ 1.5
 * rows.atLeast(0, -1.5);
 * rows.add(normal, bound);                // normal·u ≤ bound
 * }</pre>
 */
@HotPath
public final class HalfSpaces {
    private final int variables;
    private final int most;

    /** Row by row. */
    final double[] normals;

    final double[] bounds;

    private int count;
    private boolean overfull;

    /**
     * Makes room.
     *
     * @param variables of the projection; it is made for up to 8
     * @param most rows; it is made for up to 64
     */
    public HalfSpaces(int variables, int most) {
        if (variables < 1 || most < 1) {
            throw new IllegalArgumentException("variables=" + variables + ", most=" + most + " rows: not 1 or more");
        }
        this.variables = variables;
        this.most = most;
        normals = new double[most * variables];
        bounds = new double[most];
    }

    public int variables() {
        return variables;
    }

    /** Rows that there is room for. */
    public int most() {
        return most;
    }

    public int count() {
        return count;
    }

    /** Whether there was no room for a row since the last {@link #clear}: then there is no solution either. */
    boolean isOverfull() {
        return overfull;
    }

    public void clear() {
        count = 0;
        overfull = false;
    }

    /** @param normal copied */
    public void add(double[] normal, double bound) {
        if (isFull()) {
            return;
        }
        System.arraycopy(normal, 0, normals, count * variables, variables);
        bounds[count++] = bound;
    }

    public void atMost(int variable, double greatest) {
        single(variable, 1, greatest);
    }

    public void atLeast(int variable, double least) {
        single(variable, -1, -least);
    }

    private void single(int variable, double sign, double bound) {
        if (isFull()) {
            return;
        }
        int at = count * variables;
        for (int j = 0; j < variables; j++) {
            normals[at + j] = 0;
        }
        normals[at + variable] = sign;
        bounds[count++] = bound;
    }

    private boolean isFull() {
        overfull |= count == most;
        return count == most;
    }

    /** normal·u of a row. */
    double product(int row, double[] u) {
        double sum = 0;
        int at = row * variables;
        for (int j = 0; j < variables; j++) {
            sum += normals[at + j] * u[j];
        }
        return sum;
    }

    /** Largest of a row's coefficients; 0 for a row of zeros. */
    double reach(int row) {
        double largest = 0;
        int at = row * variables;
        for (int j = 0; j < variables; j++) {
            largest = Math.max(largest, Math.abs(normals[at + j]));
        }
        return largest;
    }
}
