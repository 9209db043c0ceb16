package dev.creance.policies.graph;

import dev.creance.policies.graph.OnnxModel.Edge;
import dev.creance.policies.graph.OnnxModel.Graph;
import dev.creance.policies.graph.OnnxModel.Node;
import dev.creance.policies.graph.OnnxModel.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Turns a graph into a {@link Plan}: gives each tensor its shape and its place, each node its operations. What depends on
 * constants alone is computed here and never again.
 */
final class Planner {
    private static final int MOST_VALUES = 1 << 26;

    /** Constants that take longer than this to compute are no constants of a policy: a second or two. */
    private static final long MOST_WORK = 1L << 31;

    /** What is known of a tensor while planning. */
    sealed interface Value {
        int[] shape();
    }

    /**
     * Numbers in the plan's memory, row-major from {@code at} on.
     *
     * @param whole whether the graph takes them for whole numbers, which float32 holds exactly up to 2²⁴
     */
    record Reals(int at, int[] shape, boolean constant, boolean whole) implements Value {
        int size() {
            return Shapes.size(shape);
        }

        /** The same numbers in another shape. */
        Reals as(int... other) {
            return new Reals(at, other, constant, whole);
        }

        Reals whole(boolean is) {
            return new Reals(at, shape, constant, is);
        }
    }

    /** Whole numbers, all known by now: sizes, axes, indices. */
    record Integers(long[] values, int[] shape) implements Value {}

    private final Graph graph;
    private final int opset;
    private final Map<String, int[]> shapes;
    private final Map<String, Value> values = new HashMap<>();
    private final List<Operation> operations = new ArrayList<>();
    private final List<Plan.Tensor> tensors = new ArrayList<>();
    private float[] memory = new float[1024];
    private int used;
    private long work;

    Planner(OnnxModel model, Map<String, int[]> shapes) {
        this.graph = model.graph();
        this.opset = model.opsets().getOrDefault("ai.onnx", 0L).intValue();
        this.shapes = shapes;
    }

    Plan plan() {
        List<Plan.Port> inputs = graph.inputs().stream().map(this::input).toList();
        graph.initialisers().forEach(tensor -> define(tensor.name(), constant(tensor)));
        for (Node node : graph.nodes()) {
            try {
                Operators.plan(this, node);
            } catch (Unsupported e) {
                throw new Unsupported(
                        "operator " + node.operator() + " ('" + first(node.outputs()) + "'): " + e.getMessage());
            } catch (ArithmeticException
                    | IllegalArgumentException
                    | IndexOutOfBoundsException
                    | NegativeArraySizeException
                    | NoSuchElementException
                    | NullPointerException e) {
                // What plans operators relies on a valid graph; one that is not ends here, whatever it broke.
                throw new Unsupported("operator " + node.operator() + " ('" + first(node.outputs())
                        + "'): its inputs, attributes and shapes contradict each other");
            }
        }
        List<Plan.Port> outputs = graph.outputs().stream().map(this::output).toList();
        return new Plan(inputs, outputs, List.copyOf(operations), List.copyOf(tensors), Arrays.copyOf(memory, used));
    }

    private static String first(List<String> names) {
        return names.isEmpty() ? "" : names.getFirst();
    }

    private Plan.Port input(Edge edge) {
        boolean whole = edge.dtype().equals("INT64");
        if (!whole && !edge.dtype().equals("FLOAT")) {
            throw new Unsupported("input '" + edge.name() + "' of type " + edge.dtype());
        }
        int[] shape = shapes.getOrDefault(edge.name(), fixed(edge.shape()));
        Reals place = allocate(shape, false).whole(whole);
        define(edge.name(), place);
        return new Plan.Port(edge.name(), shape, place.at(), whole);
    }

    private static int[] fixed(List<String> sizes) {
        return sizes.stream()
                .mapToInt(size -> size.matches("\\d+") ? Shapes.size(size) : 1)
                .toArray();
    }

    private Plan.Port output(Edge edge) {
        Reals value = reals(edge.name());
        if (!edge.dtype().equals(value.whole() ? "INT64" : "FLOAT")) {
            throw new Unsupported("output '" + edge.name() + "' of type " + edge.dtype());
        }
        return new Plan.Port(edge.name(), value.shape(), value.at(), value.whole());
    }

    /** The version of the operators' definitions. */
    int opset() {
        return opset;
    }

    void define(String name, Value value) {
        values.put(name, value);
    }

    /** Numbers that a node takes. */
    Reals reals(Node node, int input) {
        return reals(node.input(input));
    }

    private Reals reals(String name) {
        return switch (values.get(name)) {
            case Reals reals -> reals;
            case Integers whole -> floats(whole);
            case null -> throw new Unsupported("'" + name + "' is not known");
        };
    }

    private Reals floats(Integers whole) {
        float[] numbers = new float[whole.values().length];
        for (int i = 0; i < numbers.length; i++) {
            // Some exporters write the greatest long for "to the end"; where it is a number, it is beyond all others.
            numbers[i] = whole.values()[i];
        }
        return constant(numbers, whole.shape()).whole(true);
    }

    /** Whole numbers that a node takes and that must be known before the first evaluation. */
    long[] integers(Node node, int input) {
        String name = node.input(input);
        Value value = values.get(name);
        if (value instanceof Integers known) {
            return known.values();
        }
        if (value instanceof Reals reals && reals.constant() && reals.whole()) {
            long[] known = new long[reals.size()];
            for (int i = 0; i < known.length; i++) {
                known[i] = (long) memory[reals.at() + i];
            }
            return known;
        }
        throw new Unsupported("'" + name + "' is not constant");
    }

    Value value(Node node, int input) {
        Value value = values.get(node.input(input));
        if (value == null) {
            throw new Unsupported("'" + node.input(input) + "' is not known");
        }
        return value;
    }

    /** A constant of one value. */
    float number(Node node, int input) {
        Reals value = reals(node, input);
        if (!value.constant() || value.size() != 1) {
            throw new Unsupported("'" + node.input(input) + "' is not a constant number");
        }
        return memory[value.at()];
    }

    private Reals allocate(int[] shape, boolean constant) {
        int size = Shapes.size(shape);
        if (used > MOST_VALUES - size) {
            throw new Unsupported("more than " + MOST_VALUES + " values in all");
        }
        if (used + size > memory.length) {
            memory = Arrays.copyOf(memory, Math.max(2 * memory.length, used + size));
        }
        Reals place = new Reals(used, shape.clone(), constant, false);
        tensors.add(new Plan.Tensor(used, size, constant));
        used += size;
        return place;
    }

    /** Values of no meaning between operations. */
    int scratch(int size) {
        return allocate(new int[] {size}, false).at();
    }

    /** Where something computed from these is to go. */
    Reals result(int[] shape, Reals... from) {
        return allocate(shape, Arrays.stream(from).allMatch(Reals::constant));
    }

    /** Adds what computes {@code out}, or computes it now where it is constant. */
    Reals emit(Operation operation, Reals out) {
        if (out.constant()) {
            work += MultiplyAdds.of(operation);
            if (work > MOST_WORK) {
                throw new Unsupported("constants that take too long to compute");
            }
            operation.evaluate(memory);
        } else {
            operations.add(operation);
        }
        return out;
    }

    Reals constant(float[] numbers, int... shape) {
        Reals place = allocate(shape, true);
        System.arraycopy(numbers, 0, memory, place.at(), numbers.length);
        return place;
    }

    /** A constant of the file. */
    Value constant(Tensor tensor) {
        double[] numbers = tensor.values();
        int[] shape = Shapes.of(tensor.dims());
        if (numbers == null || tensor.type() == Tensor.DOUBLE) {
            throw new Unsupported("the constant '" + tensor.name()
                    + "' lies in another file, or is of a type other than float32 and whole numbers");
        }
        if (tensor.isReal()) {
            float[] reals = new float[numbers.length];
            for (int i = 0; i < reals.length; i++) {
                reals[i] = (float) numbers[i];
            }
            return constant(reals, shape);
        }
        return new Integers(
                Arrays.stream(numbers).mapToLong(number -> (long) number).toArray(), shape);
    }
}
