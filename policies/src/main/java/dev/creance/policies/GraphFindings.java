package dev.creance.policies;

import dev.creance.policies.PolicyReport.Bounds;
import dev.creance.policies.PolicyReport.Finding;
import dev.creance.policies.PolicyReport.Severity;
import dev.creance.policies.graph.OnnxModel.Edge;
import dev.creance.policies.graph.OnnxModel.Graph;
import dev.creance.policies.graph.OnnxModel.Node;
import dev.creance.policies.graph.OnnxModel.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What in a graph has turned into violent motion, or into nothing at all, on other people's robots. */
final class GraphFindings {
    private static final Set<String> RECURRENT = Set.of("LSTM", "GRU", "RNN");

    private static final Set<String> STOCHASTIC = Set.of(
            "RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Bernoulli", "Multinomial");

    private final Graph graph;
    private final List<Finding> findings = new ArrayList<>();

    private GraphFindings(Graph graph) {
        this.graph = graph;
    }

    /** @param clipped whether a manifest clips the action, so that the graph need not bound it */
    static List<Finding> of(Graph graph, List<Bounds> outputBounds, boolean clipped) {
        GraphFindings found = new GraphFindings(graph);
        found.edges();
        found.bakedState();
        found.operators(graph);
        found.weights();
        if (!clipped) {
            outputBounds.stream().filter(bounds -> !bounds.bounded()).forEach(found::unbounded);
        }
        return found.findings;
    }

    private void unbounded(Bounds bounds) {
        boolean real = graph.outputs().stream()
                .anyMatch(output ->
                        output.name().equals(bounds.output()) && output.dtype().equals("FLOAT"));
        if (real && !isState(bounds.output())) {
            add(
                    Severity.WARNING,
                    "unbounded_output",
                    "nothing in the graph bounds output '" + bounds.output()
                            + "': clip it in the manifest, whatever it should return");
        }
    }

    private void add(Severity severity, String code, String text) {
        findings.add(new Finding(severity, code, text));
    }

    /** By its name only: {@code h_out}, {@code state_outs}, {@code last_actions_out}. */
    private boolean isState(String output) {
        return graph.inputs().stream()
                .anyMatch(input -> !input.name().equals(output)
                        && output.replaceAll("_?outs?$", "").equals(input.name().replaceAll("_?ins?$", "")));
    }

    private void edges() {
        for (Edge input : graph.inputs()) {
            edge("input", input);
            if (!input.dtype().equals("FLOAT")) {
                add(
                        Severity.WARNING,
                        "input_type",
                        "input '" + input.name() + "' holds " + input.dtype() + ", not FLOAT");
            }
        }
        graph.outputs().forEach(output -> edge("output", output));
        duplicates("input", graph.inputs());
        duplicates("output", graph.outputs());
        if (graph.outputs().size() > 1) {
            add(
                    Severity.NOTE,
                    "several_outputs",
                    "has " + graph.outputs().size() + " outputs: the manifest must say which is the action");
        }
    }

    private void edge(String side, Edge tensor) {
        List<String> free =
                tensor.shape().stream().filter(size -> !size.matches("\\d+")).toList();
        if (!free.isEmpty()) {
            add(Severity.NOTE, "free_size", side + " '" + tensor.name() + "' leaves " + free + " open: taken as 1");
        }
        boolean batched = tensor.shape().size() > 1 && tensor.shape().getFirst().matches("[2-9]|\\d{2,}");
        if (batched && side.equals("input")) {
            add(
                    Severity.WARNING,
                    "fixed_batch",
                    "input '" + tensor.name() + "' has a fixed first size of "
                            + tensor.shape().getFirst() + ": if that is a batch, export it with batch 1");
        }
        if (tensor.shape().size() == 1 && side.equals("input")) {
            add(Severity.NOTE, "rank_1", "input '" + tensor.name() + "' has no batch axis");
        }
    }

    private void duplicates(String side, List<Edge> tensors) {
        Set<String> names = new HashSet<>();
        for (Edge tensor : tensors) {
            if (!names.add(tensor.name())) {
                add(Severity.ERROR, "duplicate_name", "two " + side + "s are called '" + tensor.name() + "'");
            }
        }
    }

    /** Recurrent operators whose initial state no input reaches and whose last state no output shows restart every call. */
    private void bakedState() {
        Set<String> fed = new HashSet<>();
        graph.inputs().forEach(input -> fed.add(input.name()));
        for (Node node : graph.nodes()) {
            if (node.inputs().stream().anyMatch(fed::contains)) {
                fed.addAll(node.outputs());
            }
        }
        for (Node node : graph.nodes()) {
            boolean stateIn = fed.contains(node.input(5)) || fed.contains(node.input(6));
            if (RECURRENT.contains(node.operator()) && !stateIn) {
                add(
                        Severity.WARNING,
                        "baked_state",
                        node.operator() + " '" + String.join(", ", node.outputs())
                                + "' starts from the same state in every call, because no input feeds it: one call per"
                                + " step makes it stateless. Export it with its state as input and output");
            }
        }
    }

    private void operators(Graph in) {
        for (Node node : in.nodes()) {
            if (STOCHASTIC.contains(node.operator())) {
                add(Severity.WARNING, "stochastic", node.operator() + " draws random numbers: runs do not repeat");
            }
            node.attributes().values().stream()
                    .filter(attribute -> attribute.graph() != null)
                    .forEach(attribute -> operators(attribute.graph()));
        }
    }

    private void weights() {
        for (String file : Inspection.externalData(graph)) {
            boolean beside = PolicyFiles.isName(file);
            add(
                    beside ? Severity.NOTE : Severity.ERROR,
                    beside ? "external_data" : "external_data_elsewhere",
                    "draws weights from the file '" + file + "'" + (beside ? "" : ", which does not lie beside it"));
        }
        for (Tensor tensor : graph.initialisers()) {
            double[] values = tensor.isReal() ? tensor.values() : null;
            long wrong = values == null
                    ? 0
                    : Arrays.stream(values)
                            .filter(value -> !Double.isFinite(value))
                            .count();
            // An infinite bound of a Clip is a constant, not a weight.
            if (wrong > 0 && tensor.dims().length > 0) {
                add(
                        Severity.ERROR,
                        "non_finite_weight",
                        "'" + tensor.name() + "' holds " + wrong + " values that are NaN or infinite");
            }
        }
    }
}
