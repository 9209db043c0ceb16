package dev.creance.policies;

import dev.creance.policies.Golden.Call;
import dev.creance.policies.TensorBinding.Pinned;
import dev.creance.policies.Verification.OutputDeviation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs known inputs through a loaded network, over the same pinned tensors as in flight, and compares the outputs. */
final class GoldenRunner implements AutoCloseable {
    private final LoadedGraph graph;
    private final Golden golden;
    private final Tolerance tolerance;
    private final Map<String, TensorBinding> bindingByShapes = new HashMap<>();
    private final Map<String, OutputDeviation> deviations = new LinkedHashMap<>();

    GoldenRunner(LoadedGraph graph, Golden golden, Tolerance tolerance) {
        this.graph = graph;
        this.golden = golden;
        this.tolerance = tolerance;
    }

    static Verification verify(LoadedGraph graph, String sha256, Golden golden, Tolerance tolerance) {
        try (GoldenRunner runner = new GoldenRunner(graph, golden, tolerance)) {
            golden.cases().forEach(each -> runner.call(each, Map.of()));
            runner.sequence();
            if (runner.deviations.isEmpty()) {
                throw new PolicyError(golden.file(), "gives no outputs to compare with", "add 'outputs' to its cases");
            }
            List<String> notes = new ArrayList<>();
            if (!golden.sha256().isEmpty() && !golden.sha256().equals(sha256)) {
                notes.add("the known answers name another file, SHA-256 " + golden.sha256());
            }
            if (!graph.why().isEmpty()) {
                notes.add(graph.engine() + ": " + graph.why());
            }
            return new Verification(
                    graph.file(),
                    sha256,
                    golden.file(),
                    graph.engine(),
                    golden.cases().size(),
                    golden.steps().size(),
                    List.copyOf(runner.deviations.values()),
                    notes);
        }
    }

    private void sequence() {
        Map<String, byte[]> state = new LinkedHashMap<>();
        for (Call step : golden.steps()) {
            Map<String, TensorValues> inputs = new LinkedHashMap<>(step.inputs());
            if (state.isEmpty()) {
                inputs.putAll(golden.initialState());
            }
            TensorBinding binding = call(new Call(step.name(), inputs, step.outputs()), state);
            golden.feedback().forEach((input, output) -> state.put(input, bytes(find(binding.outputs(), output))));
        }
    }

    private static byte[] bytes(Pinned tensor) {
        byte[] copy = new byte[tensor.memory().capacity()];
        tensor.memory().get(0, copy);
        return copy;
    }

    /** @param state memory of the fed-back inputs; those that are neither here nor in the call start at zero */
    private TensorBinding call(Call call, Map<String, byte[]> state) {
        TensorBinding binding = binding(call);
        for (Pinned input : binding.inputs()) {
            TensorValues values = call.inputs().get(input.name());
            if (values != null) {
                requireType(call, input, values);
                values.into(input);
            } else if (state.containsKey(input.name())) {
                feedBack(call, state.get(input.name()), input);
            } else if (golden.feedback().containsKey(input.name()) && state.isEmpty()) {
                input.memory().put(0, new byte[input.memory().capacity()]);
            } else {
                throw error(call, "gives no values for the input '" + input.name() + "'");
            }
        }
        if (!binding.run()) {
            throw new PolicyError(
                    graph.file(), "fails at " + call.name() + ": " + binding.failure(), "check shapes and values");
        }
        call.outputs().forEach((name, want) -> compare(call, find(binding.outputs(), name), want));
        return binding;
    }

    private void feedBack(Call call, byte[] state, Pinned input) {
        if (state.length != input.memory().capacity()) {
            throw error(
                    call,
                    "feeds an output of " + state.length + " bytes back to '" + input.name() + "', which has "
                            + input.memory().capacity());
        }
        input.memory().put(0, state);
    }

    private TensorBinding binding(Call call) {
        Map<String, long[]> shapes = new TreeMap<>();
        call.inputs().forEach((name, values) -> shapes.put(name, values.shape()));
        for (String name : shapes.keySet()) {
            if (graph.inputs().stream().noneMatch(edge -> edge.name().equals(name))) {
                throw error(
                        call,
                        "feeds '" + name + "', but the network's inputs are "
                                + graph.inputs().stream()
                                        .map(LoadedGraph.Edge::name)
                                        .toList());
            }
        }
        StringBuilder key = new StringBuilder();
        shapes.forEach((name, shape) -> key.append(name).append(Arrays.toString(shape)));
        return bindingByShapes.computeIfAbsent(key.toString(), unused -> graph.bind(shapes));
    }

    private Pinned find(List<Pinned> tensors, String name) {
        return tensors.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new PolicyError(
                        golden.file(),
                        "names the output '" + name + "', but the network has "
                                + tensors.stream().map(Pinned::name).toList(),
                        "take the known answers of this network"));
    }

    private void requireType(Call call, Pinned input, TensorValues values) {
        if (!values.dtype().equals(input.type().name())) {
            throw error(
                    call,
                    "gives '" + input.name() + "' as " + values.dtype() + ", but the network takes " + input.type());
        }
    }

    private PolicyError error(Call call, String problem) {
        return new PolicyError(golden.file(), call.name() + " " + problem, "take the known answers of this network");
    }

    private void compare(Call call, Pinned got, TensorValues want) {
        String name = got.name();
        OutputDeviation before = deviations.getOrDefault(
                name, new OutputDeviation(name, got.type().name(), 0, 0, 0, call.name(), 0, 0, 0));
        boolean same = Arrays.equals(got.shape(), want.shape())
                && want.dtype().equals(got.type().name());
        OutputDeviation after = same ? worst(before, call, got, want) : mismatch(before, call);
        deviations.put(name, after);
    }

    /** An output of another shape or type is as far off as can be. */
    private static OutputDeviation mismatch(OutputDeviation before, Call call) {
        double infinite = Double.POSITIVE_INFINITY;
        return new OutputDeviation(
                before.output(), before.dtype(), before.values(), infinite, infinite, call.name(), -1, Double.NaN, 0);
    }

    private OutputDeviation worst(OutputDeviation before, Call call, Pinned got, TensorValues want) {
        boolean exact = TensorValues.isInteger(want.dtype());
        OutputDeviation worst = before;
        double maxAbsError = before.maxAbsError();
        for (int i = 0; i < want.size(); i++) {
            double wanted = exact ? want.integers()[i] : want.reals()[i];
            double found = exact ? TensorValues.integer(got, i) : TensorValues.real(got, i);
            double error = exact
                    ? Math.abs((double) (TensorValues.integer(got, i) - want.integers()[i]))
                    : Math.abs(found - wanted);
            error = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
            maxAbsError = Math.max(maxAbsError, error);
            double allowed = exact ? 0 : tolerance.allowed(wanted);
            double ratio = error == 0 ? 0 : error / allowed;
            if (ratio > worst.maxToleranceRatio()) {
                worst = new OutputDeviation(
                        before.output(), before.dtype(), 0, error, ratio, call.name(), i, found, wanted);
            }
        }
        return new OutputDeviation(
                worst.output(),
                worst.dtype(),
                before.values() + want.size(),
                maxAbsError,
                worst.maxToleranceRatio(),
                worst.worstCall(),
                worst.worstIndex(),
                worst.got(),
                worst.want());
    }

    @Override
    public void close() {
        bindingByShapes.values().forEach(TensorBinding::close);
    }
}
