package dev.creance.safety.qp;

/** What came of a projection. Only {@link #SOLVED} comes with a point. */
public enum Outcome {
    /** The point fulfils the conditions of optimality, as {@link Residual} finds from the problem's own numbers. */
    SOLVED,

    /** There is no point in the polyhedron; the multipliers prove it. */
    INFEASIBLE,

    /** The cap on iterations was reached. */
    CAPPED,

    /** The solver came to an end, but {@link Residual} finds it too far from a solution: numbers too large, or rows too much alike. */
    INEXACT,

    /** A number is NaN or infinite, there are more rows than room for them, or the metric is none. */
    BAD
}
