package dev.creance.policies.graph;

import dev.creance.policies.signals.Turns;
import dev.creance.runtime.HotPath;

/**
 * {@code y[i] = f(x[i])}.
 *
 * @param p first parameter of the function, where it has one
 * @param q second parameter
 */
public record Pointwise(Function function, int x, int y, int count, float p, float q) implements Operation {

    /** As ONNX defines the operators of these names; computed in double precision with {@link StrictMath} (sine and
     * cosine by {@link Turns}) and rounded once. */
    public enum Function {
        NEGATE {
            @Override
            double of(double x, double p, double q) {
                return -x;
            }
        },
        ABS {
            @Override
            double of(double x, double p, double q) {
                return Math.abs(x);
            }
        },
        RECIPROCAL {
            @Override
            double of(double x, double p, double q) {
                return 1 / x;
            }
        },
        SQRT {
            @Override
            double of(double x, double p, double q) {
                return StrictMath.sqrt(x);
            }
        },
        EXP {
            @Override
            double of(double x, double p, double q) {
                return StrictMath.exp(x);
            }
        },
        LOG {
            @Override
            double of(double x, double p, double q) {
                return StrictMath.log(x);
            }
        },
        TANH {
            @Override
            double of(double x, double p, double q) {
                return StrictMath.tanh(x);
            }
        },
        SIGMOID {
            @Override
            double of(double x, double p, double q) {
                return 1 / (1 + StrictMath.exp(-x));
            }
        },
        SOFTPLUS {
            @Override
            double of(double x, double p, double q) {
                // log(1 + e^x), with the exponential of what is negative only
                return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
            }
        },
        RELU {
            @Override
            double of(double x, double p, double q) {
                return Math.max(x, 0);
            }
        },
        /** Slope {@code p} below zero. */
        LEAKY_RELU {
            @Override
            double of(double x, double p, double q) {
                return x < 0 ? p * x : x;
            }
        },
        /** {@code p·(e^x − 1)} below zero. */
        ELU {
            @Override
            double of(double x, double p, double q) {
                return x < 0 ? p * StrictMath.expm1(x) : x;
            }
        },
        /** {@code q·x}, and {@code q·p·(e^x − 1)} up to zero. */
        SELU {
            @Override
            double of(double x, double p, double q) {
                return q * (x <= 0 ? p * StrictMath.expm1(x) : x);
            }
        },
        /** {@code max(0, min(1, p·x + q))}. */
        HARD_SIGMOID {
            @Override
            double of(double x, double p, double q) {
                return Math.max(0, Math.min(1, p * x + q));
            }
        },
        /** {@code min(q, max(p, x))}; NaN stays NaN. */
        CLIP {
            @Override
            double of(double x, double p, double q) {
                return Math.min(q, Math.max(p, x));
            }
        },
        FLOOR {
            @Override
            double of(double x, double p, double q) {
                return StrictMath.floor(x);
            }
        },
        CEIL {
            @Override
            double of(double x, double p, double q) {
                return StrictMath.ceil(x);
            }
        },
        /** To the nearest whole number, halves to the even one. */
        ROUND {
            @Override
            double of(double x, double p, double q) {
                return StrictMath.rint(x);
            }
        },
        /** Towards zero, as a cast to a whole number. */
        TRUNCATE {
            @Override
            double of(double x, double p, double q) {
                return x < 0 ? StrictMath.ceil(x) : StrictMath.floor(x);
            }
        },
        SIGN {
            @Override
            double of(double x, double p, double q) {
                return Math.signum(x);
            }
        },
        /** 1 for 0, else 0. */
        NOT {
            @Override
            double of(double x, double p, double q) {
                return x == 0 ? 1 : 0;
            }
        },
        ERF {
            @Override
            double of(double x, double p, double q) {
                return Erf.of(x);
            }
        },
        /** {@code x·(1 + erf(x/√2))/2}. */
        GELU {
            @Override
            double of(double x, double p, double q) {
                return 0.5 * x * (1 + Erf.of(x * StrictMath.sqrt(0.5)));
            }
        },
        /** {@code x·(1 + tanh(√(2/π)·(x + 0.044715·x³)))/2}. */
        GELU_TANH {
            @Override
            double of(double x, double p, double q) {
                double inner = StrictMath.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x);
                return 0.5 * x * (1 + StrictMath.tanh(inner));
            }
        },
        /** {@code x · max(0, min(1, x/6 + 1/2))}. */
        HARD_SWISH {
            @Override
            double of(double x, double p, double q) {
                return x * Math.max(0, Math.min(1, x / 6 + 0.5));
            }
        },
        SIN {
            @Override
            double of(double x, double p, double q) {
                return Math.abs(x) <= MOST_RAD ? Turns.sin(x / (2 * Math.PI)) : Double.NaN;
            }
        },
        COS {
            @Override
            double of(double x, double p, double q) {
                return Math.abs(x) <= MOST_RAD ? Turns.cos(x / (2 * Math.PI)) : Double.NaN;
            }
        },
        /** {@code x / (1 + |x|)}. */
        SOFTSIGN {
            @Override
            double of(double x, double p, double q) {
                return x / (1 + Math.abs(x));
            }
        };

        /** Beyond this, a float32's neighbour is further away than a radian: no angle, but a mistake. */
        private static final double MOST_RAD = 1 << 24;

        @HotPath
        abstract double of(double x, double p, double q);
    }

    @Override
    @HotPath
    public void evaluate(float[] memory) {
        for (int i = 0; i < count; i++) {
            memory[y + i] = (float) function.of(memory[x + i], p, q);
        }
    }
}
