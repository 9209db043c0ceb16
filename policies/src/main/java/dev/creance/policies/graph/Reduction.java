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
        return switch (function) {
            case SUM -> sum(memory, first);
            case MEAN -> sum(memory, first) / count;
            case MAX -> greatest(memory, first);
            case LOG_SUM_EXP -> logSumExp(memory, first);
            case ARG_MAX, ARG_MIN -> position(memory, first);
            case L2 -> (float) StrictMath.sqrt(folded(memory, first));
            default -> folded(memory, first);
        };
    }

    private float sum(float[] memory, int first) {
        float sum = 0;
        for (int k = 0; k < count; k++) {
            sum += memory[from[first + k]];
        }
        return sum;
    }

    private float greatest(float[] memory, int first) {
        float greatest = memory[from[first]];
        for (int k = 1; k < count; k++) {
            greatest = Math.max(greatest, memory[from[first + k]]);
        }
        return greatest;
    }

    /** Of what is below the greatest, so that nothing overflows. */
    private float logSumExp(float[] memory, int first) {
        float greatest = greatest(memory, first);
        double sum = 0;
        for (int k = 0; k < count; k++) {
            sum += StrictMath.exp((double) memory[from[first + k]] - greatest);
        }
        return (float) (greatest + StrictMath.log(sum));
    }

    /** NaN where one of the values is: a choice among them means nothing. */
    private float position(float[] memory, int first) {
        int best = 0;
        for (int k = 0; k < count; k++) {
            float value = memory[from[first + k]];
            float bestSoFar = memory[from[first + best]];
            if (Float.isNaN(value)) {
                return Float.NaN;
            }
            if (function == Function.ARG_MAX ? value > bestSoFar : value < bestSoFar) {
                best = k;
            }
        }
        return best;
    }

    private float folded(float[] memory, int first) {
        float result = function == Function.PRODUCT ? 1 : function == Function.MIN ? Float.POSITIVE_INFINITY : 0;
        for (int k = 0; k < count; k++) {
            float value = memory[from[first + k]];
            result = switch (function) {
                case PRODUCT -> result * value;
                case MIN -> Math.min(result, value);
                case L1 -> result + Math.abs(value);
                default -> result + value * value; // SUM_SQUARE, L2
            };
        }
        return result;
    }
}
