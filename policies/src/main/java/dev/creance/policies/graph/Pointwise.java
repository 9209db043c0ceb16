package dev.creance.policies.graph;

import dev.creance.runtime.HotPath;

/**
 * {@code y[i] = f(x[i])}.
 *
 * @param p first parameter of the function, where it has one
 * @param q second parameter
 */
public record Pointwise(Function function, int x, int y, int count, float p, float q) implements Operation {

    /** As ONNX defines the operators of these names; results of {@link StrictMath} in double precision are rounded once. */
    public enum Function {
        NEGATE {
            @Override
            float of(float x, float p, float q) {
                return -x;
            }
        },
        ABS {
            @Override
            float of(float x, float p, float q) {
                return Math.abs(x);
            }
        },
        RECIPROCAL {
            @Override
            float of(float x, float p, float q) {
                return 1 / x;
            }
        },
        SQRT {
            @Override
            float of(float x, float p, float q) {
                return (float) StrictMath.sqrt(x);
            }
        },
        EXP {
            @Override
            float of(float x, float p, float q) {
                return (float) StrictMath.exp(x);
            }
        },
        LOG {
            @Override
            float of(float x, float p, float q) {
                return (float) StrictMath.log(x);
            }
        },
        TANH {
            @Override
            float of(float x, float p, float q) {
                return Recurrent.tanh(x);
            }
        },
        SIGMOID {
            @Override
            float of(float x, float p, float q) {
                return Recurrent.sigmoid(x);
            }
        },
        SOFTPLUS {
            @Override
            float of(float x, float p, float q) {
                // log(1 + e^x), with the exponential of what is negative only
                return (float) (Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x))));
            }
        },
        RELU {
            @Override
            float of(float x, float p, float q) {
                return Math.max(x, 0);
            }
        },
        /** Slope {@code p} below zero. */
        LEAKY_RELU {
            @Override
            float of(float x, float p, float q) {
                return x < 0 ? p * x : x;
            }
        },
        /** {@code p·(e^x − 1)} below zero. */
        ELU {
            @Override
            float of(float x, float p, float q) {
                return x < 0 ? (float) (p * StrictMath.expm1(x)) : x;
            }
        },
        /** {@code q·x}, and {@code q·p·(e^x − 1)} up to zero. */
        SELU {
            @Override
            float of(float x, float p, float q) {
                return x <= 0 ? (float) (q * p * StrictMath.expm1(x)) : q * x;
            }
        },
        /** {@code max(0, min(1, p·x + q))}. */
        HARD_SIGMOID {
            @Override
            float of(float x, float p, float q) {
                return Math.max(0, Math.min(1, p * x + q));
            }
        },
        /** {@code min(q, max(p, x))}; NaN stays NaN. */
        CLIP {
            @Override
            float of(float x, float p, float q) {
                return Math.min(q, Math.max(p, x));
            }
        },
        FLOOR {
            @Override
            float of(float x, float p, float q) {
                return (float) StrictMath.floor(x);
            }
        },
        CEIL {
            @Override
            float of(float x, float p, float q) {
                return (float) StrictMath.ceil(x);
            }
        },
        /** To the nearest whole number, halves to the even one. */
        ROUND {
            @Override
            float of(float x, float p, float q) {
                return (float) StrictMath.rint(x);
            }
        },
        /** Towards zero, as a cast to a whole number. */
        TRUNCATE {
            @Override
            float of(float x, float p, float q) {
                return (float) (x < 0 ? StrictMath.ceil(x) : StrictMath.floor(x));
            }
        },
        SIGN {
            @Override
            float of(float x, float p, float q) {
                return Math.signum(x);
            }
        },
        /** 1 for 0, else 0. */
        NOT {
            @Override
            float of(float x, float p, float q) {
                return x == 0 ? 1 : 0;
            }
        },
        ERF {
            @Override
            float of(float x, float p, float q) {
                return (float) Erf.of(x);
            }
        },
        /** {@code x·(1 + erf(x/√2))/2}. */
        GELU {
            @Override
            float of(float x, float p, float q) {
                return (float) (0.5 * x * (1 + Erf.of(x * StrictMath.sqrt(0.5))));
            }
        },
        /** {@code x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))/2}. */
        GELU_TANH {
            @Override
            float of(float x, float p, float q) {
                double inner = StrictMath.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x);
                return (float) (0.5 * x * (1 + StrictMath.tanh(inner)));
            }
        },
        /** {@code x · max(0, min(1, x/6 + 1/2))}. */
        HARD_SWISH {
            @Override
            float of(float x, float p, float q) {
                return x * Math.max(0, Math.min(1, x / 6 + 0.5f));
            }
        },
        /** {@code x / (1 + |x|)}. */
        SOFTSIGN {
            @Override
            float of(float x, float p, float q) {
                return x / (1 + Math.abs(x));
            }
        };

        @HotPath
        abstract float of(float x, float p, float q);
    }

    @Override
    @HotPath
    public void evaluate(float[] memory) {
        for (int i = 0; i < count; i++) {
            memory[y + i] = function.of(memory[x + i], p, q);
        }
    }
}
