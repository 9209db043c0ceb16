package dev.creance.policies.graph;

import dev.creance.runtime.HotPath;

/**
 * One value from each group of values: {@code y[i] = f(memory[from[i·count]], …, memory[from[i·count + count − 1]])}, in that
 * order.
 */
public record Reduction(Function function, int[] from, int count, int y) implements Operation {
    /** As ONNX defines {@code Reduce…} of these names, and {@code ArgMax} and {@code ArgMin}. */
    public enum Function {
        SUM,
        MEAN,
        MAX,
        MIN,
        PRODUCT,
        SUM_SQUARE,
        L1,
        L2,
        LOG_SUM_EXP,
        /** The position of the greatest, of equals the first. */
        ARG_MAX,
        /** The position of the least, of equals the first. */
        ARG_MIN
    }

    @Override
    @HotPath
    public void evaluate(float[] memory) {
        for (int i = 0; i < from.length / count; i++) {
            memory[y + i] = of(memory, i * count);
        }
    }

    private float of(float[] memory, int first) {
        float all = combined(memory, first);
        return switch (function) {
            case SUM, MAX, MIN, PRODUCT, SUM_SQUARE, L1 -> all;
            case MEAN -> all / count;
            case L2 -> (float) StrictMath.sqrt(all);
            case LOG_SUM_EXP -> logSumExp(memory, first, all);
            case ARG_MAX, ARG_MIN -> position(memory, first, all);
        };
    }

    /** One after the other. */
    private float combined(float[] memory, int first) {
        float result = neutral();
        for (int k = 0; k < count; k++) {
            float value = memory[from[first + k]];
            result = switch (function) {
                case SUM, MEAN -> result + value;
                case SUM_SQUARE, L2 -> result + value * value;
                case L1 -> result + Math.abs(value);
                case PRODUCT -> result * value;
                case MAX, ARG_MAX, LOG_SUM_EXP -> Math.max(result, value);
                case MIN, ARG_MIN -> Math.min(result, value);
            };
        }
        return result;
    }

    private float neutral() {
        return switch (function) {
            case SUM, MEAN, SUM_SQUARE, L2, L1 -> 0;
            case PRODUCT -> 1;
            case MAX, ARG_MAX, LOG_SUM_EXP -> Float.NEGATIVE_INFINITY;
            case MIN, ARG_MIN -> Float.POSITIVE_INFINITY;
        };
    }

    /** Of what is below the greatest, so that nothing overflows. */
    private float logSumExp(float[] memory, int first, float greatest) {
        double sum = 0;
        for (int k = 0; k < count; k++) {
            sum += StrictMath.exp((double) memory[from[first + k]] - greatest);
        }
        return (float) (greatest + StrictMath.log(sum));
    }

    /** The first that is so great or so little; NaN where one of the values is: a choice among them means nothing. */
    private float position(float[] memory, int first, float extreme) {
        for (int k = 0; k < count; k++) {
            if (memory[from[first + k]] == extreme) {
                return k;
            }
        }
        return Float.NaN;
    }
}
