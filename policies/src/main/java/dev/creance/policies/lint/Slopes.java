package dev.creance.policies.lint;

import dev.creance.policies.graph.Pointwise;

/** The steepest slope of functions of one value, rounded up; infinite where there is none or none is known here. */
final class Slopes {
    private Slopes() {}

    static double steepest(Pointwise function) {
        double p = Math.abs(function.p());
        double q = Math.abs(function.q());
        return switch (function.function()) {
            case NEGATE, ABS, TANH, SOFTPLUS, RELU, CLIP, SOFTSIGN, SIN, COS -> 1;
            case SIGMOID -> 0.25;
            case LEAKY_RELU, ELU -> Math.max(1, p);
            case SELU -> q * Math.max(1, p);
            case HARD_SIGMOID -> p;
            case ERF -> 1.12838; // 2/√π
            case GELU -> 1.12905; // at x = √2
            case GELU_TANH -> 1.12909; // at x ≈ 1.416
            case HARD_SWISH -> 1.5; // at x = 3
            default -> Double.POSITIVE_INFINITY;
        };
    }
}
