package dev.creance.policies.graph;

import dev.creance.runtime.HotPath;

/**
 * {@code y[i] = f(memory[a[i]], memory[b[i]])}: addresses instead of shapes, so that every way of broadcasting is the same.
 */
public record Pairwise(Function function, int[] a, int[] b, int y) implements Operation {

    /**
     * As ONNX defines the operators of these names. In double precision and then rounded, sums, products and quotients of floats are
     * what they are in float32 (Figueroa 1995: 53 ≥ 2·24 + 2).
     */
    public enum Function {
        ADD {
            @Override
            double of(double a, double b) {
                return a + b;
            }
        },
        SUBTRACT {
            @Override
            double of(double a, double b) {
                return a - b;
            }
        },
        MULTIPLY {
            @Override
            double of(double a, double b) {
                return a * b;
            }
        },
        DIVIDE {
            @Override
            double of(double a, double b) {
                return a / b;
            }
        },
        MINIMUM {
            @Override
            double of(double a, double b) {
                return Math.min(a, b);
            }
        },
        MAXIMUM {
            @Override
            double of(double a, double b) {
                return Math.max(a, b);
            }
        },
        POWER {
            @Override
            double of(double a, double b) {
                return StrictMath.pow(a, b);
            }
        },
        /** {@code b·x} below zero. */
        PRELU {
            @Override
            double of(double a, double b) {
                return a < 0 ? b * a : a;
            }
        },
        /** 1 where it is so, else 0; so the comparisons and connections that follow. */
        LESS {
            @Override
            double of(double a, double b) {
                return a < b ? 1 : 0;
            }
        },
        LESS_OR_EQUAL {
            @Override
            double of(double a, double b) {
                return a <= b ? 1 : 0;
            }
        },
        EQUAL {
            @Override
            double of(double a, double b) {
                return a == b ? 1 : 0;
            }
        },
        AND {
            @Override
            double of(double a, double b) {
                return a != 0 && b != 0 ? 1 : 0;
            }
        },
        OR {
            @Override
            double of(double a, double b) {
                return a != 0 || b != 0 ? 1 : 0;
            }
        };

        @HotPath
        abstract double of(double a, double b);
    }

    @Override
    @HotPath
    public void evaluate(float[] memory) {
        for (int i = 0; i < a.length; i++) {
            memory[y + i] = (float) function.of(memory[a[i]], memory[b[i]]);
        }
    }
}
