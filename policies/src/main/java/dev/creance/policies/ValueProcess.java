package dev.creance.policies;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Clip, scale and offset in the order that a manifest gives, element by element. NaN passes through all of them. */
final class ValueProcess {
    private enum Kind {
        CLIP,
        SCALE,
        OFFSET
    }

    /** {@code a} is the factor, the summand or the lower bound; {@code b} the upper bound. One element per value. */
    private record Operation(Kind kind, double[] a, double[] b) {}

    private final Operation[] operations;

    private ValueProcess(List<Operation> operations) {
        this.operations = operations.toArray(Operation[]::new);
    }

    /** Binds {@code [{clip: [low, high]}, {scale: s}, {offset: o}]}; each number may be a list of {@code size} numbers. */
    static ValueProcess of(ConfigNode node, int size) {
        return new ValueProcess(
                node.items().stream().map(item -> operation(item, size)).toList());
    }

    private static Operation operation(ConfigNode node, int size) {
        Map<String, ConfigNode> entries = node.only("clip", "scale", "offset").children();
        if (entries.size() != 1) {
            throw node.error(" holds " + entries.size() + " operations, so their order is open")
                    .withHint("write one operation to an item: [{clip: [-1, 1]}, {scale: 0.5}]");
        }
        String kind = entries.keySet().iterator().next();
        ConfigNode value = entries.get(kind);
        switch (kind) {
            case "clip" -> {
                List<ConfigNode> bounds = value.items(2);
                double[] low = numbers(bounds.get(0), size);
                double[] high = numbers(bounds.get(1), size);
                for (int i = 0; i < size; i++) {
                    if (low[i] > high[i]) {
                        throw value.error(" has the lower bound " + low[i] + " above the upper bound " + high[i]);
                    }
                }
                return new Operation(Kind.CLIP, low, high);
            }
            case "scale" -> {
                double[] factors = numbers(value, size);
                if (Arrays.stream(factors).anyMatch(factor -> factor == 0)) {
                    throw value.error(" is 0, which loses the value");
                }
                return new Operation(Kind.SCALE, factors, factors);
            }
            default -> {
                double[] summands = numbers(value, size);
                return new Operation(Kind.OFFSET, summands, summands);
            }
        }
    }

    private static double[] numbers(ConfigNode node, int size) {
        double[] numbers = new double[size];
        if (!node.isList()) {
            Arrays.fill(numbers, node.quantity(Dimension.RATIO));
            return numbers;
        }
        List<ConfigNode> items = node.items(size);
        for (int i = 0; i < size; i++) {
            numbers[i] = items.get(i).quantity(Dimension.RATIO);
        }
        return numbers;
    }

    /** Applies the operations in place. */
    @HotPath
    void apply(double[] values) {
        for (int k = 0; k < operations.length; k++) {
            Operation operation = operations[k];
            for (int i = 0; i < operation.a.length; i++) {
                values[i] = apply(operation, i, values[i]);
            }
        }
    }

    private static double apply(Operation operation, int i, double value) {
        return switch (operation.kind) {
            case CLIP -> value < operation.a[i] ? operation.a[i] : value > operation.b[i] ? operation.b[i] : value;
            case SCALE -> value * operation.a[i];
            case OFFSET -> value + operation.a[i];
        };
    }

    /** The value that the operations without the clips turn into {@code result}. */
    @HotPath
    double inverse(int i, double result) {
        double value = result;
        for (int k = operations.length - 1; k >= 0; k--) {
            Operation operation = operations[k];
            if (operation.kind == Kind.SCALE) {
                value /= operation.a[i];
            } else if (operation.kind == Kind.OFFSET) {
                value -= operation.a[i];
            }
        }
        return value;
    }

    /** The least result over all inputs. */
    double least(int i) {
        return Math.min(through(i, Double.NEGATIVE_INFINITY), through(i, Double.POSITIVE_INFINITY));
    }

    /** The greatest result over all inputs. */
    double greatest(int i) {
        return Math.max(through(i, Double.NEGATIVE_INFINITY), through(i, Double.POSITIVE_INFINITY));
    }

    private double through(int i, double value) {
        double result = value;
        for (Operation operation : operations) {
            result = apply(operation, i, result);
        }
        return result;
    }
}
