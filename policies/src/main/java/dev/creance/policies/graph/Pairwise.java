package dev.creance.policies.graph;

import dev.creance.runtime.HotPath;

/**
 * {@code y[i] = f(memory[a[i]], memory[b[i]])}: addresses instead of shapes, so that every way of broadcasting is the same.
 */
public record Pairwise(Function function, int[] a, int[] b, int y) implements Operation {

    /** As ONNX defines the operators of these names. */
    public enum Function {
        ADD {
            @Override
            float of(float a, float b) {
                return a + b;
            }
        },
        SUBTRACT {
            @Override
            float of(float a, float b) {
                return a - b;
            }
        },
        MULTIPLY {
            @Override
            float of(float a, float b) {
                return a * b;
            }
        },
        DIVIDE {
            @Override
            float of(float a, float b) {
                return a / b;
            }
        },
        MINIMUM {
            @Override
            float of(float a, float b) {
                return Math.min(a, b);
            }
        },
        MAXIMUM {
            @Override
            float of(float a, float b) {
                return Math.max(a, b);
            }
        },
        POWER {
            @Override
            float of(float a, float b) {
                return (float) StrictMath.pow(a, b);
            }
        },
        /** {@code b·x} below zero. */
        PRELU {
            @Override
            float of(float a, float b) {
                return a < 0 ? b * a : a;
            }
        },
        /** 1 where it is so, else 0; so the comparisons and connections that follow. */
        LESS {
            @Override
            float of(float a, float b) {
                return a < b ? 1 : 0;
            }
        },
        LESS_OR_EQUAL {
            @Override
            float of(float a, float b) {
                return a <= b ? 1 : 0;
            }
        },
        EQUAL {
            @Override
            float of(float a, float b) {
                return a == b ? 1 : 0;
            }
        },
        AND {
            @Override
            float of(float a, float b) {
                return a != 0 && b != 0 ? 1 : 0;
            }
        },
        OR {
            @Override
            float of(float a, float b) {
                return a != 0 || b != 0 ? 1 : 0;
            }
        };

        @HotPath
        abstract float of(float a, float b);
    }

    @Override
    @HotPath
    public void evaluate(float[] memory) {
        for (int i = 0; i < a.length; i++) {
            memory[y + i] = function.of(memory[a[i]], memory[b[i]]);
        }
    }
}
