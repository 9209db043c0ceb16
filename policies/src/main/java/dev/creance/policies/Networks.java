package dev.creance.policies;

import dev.creance.policies.TensorBinding.Pinned;
import dev.creance.policies.manifest.Action;
import dev.creance.policies.manifest.Edge;
import dev.creance.policies.manifest.Head;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.ManifestPorts;
import dev.creance.policies.manifest.Model;
import dev.creance.policies.manifest.Observation;
import dev.creance.policies.manifest.Planner;
import dev.creance.policies.manifest.Port;
import dev.creance.policies.manifest.TensorReference;
import dev.creance.policies.manifest.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The networks of a policy with their memory, in an order in which each runs after those it hears from. */
final class Networks implements AutoCloseable {
    private final Manifest manifest;
    private final Map<String, Network> byModel = new LinkedHashMap<>();

    /** One network. */
    private record Network(Model model, LoadedGraph graph, TensorBinding binding) {}

    /**
     * Binds them and holds their tensors against the manifest: every one exists, has the right size and plays one part.
     *
     * @param graphs in the order of the manifest's models
     */
    Networks(Manifest manifest, List<LoadedGraph> graphs) {
        this.manifest = manifest;
        try {
            for (int i = 0; i < graphs.size(); i++) {
                Model model = manifest.models().get(i);
                byModel.put(
                        model.id(),
                        new Network(model, graphs.get(i), graphs.get(i).bind(shapes(graphs.get(i), model.batch()))));
            }
            ManifestPorts.require(manifest, id -> edges(byModel.get(id).binding));
        } catch (RuntimeException e) {
            byModel.values().forEach(network -> network.binding.close());
            throw e;
        }
    }

    /** Of a batch that the file leaves free; empty where there is none. */
    private static Map<String, long[]> shapes(LoadedGraph graph, int batch) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        for (LoadedGraph.Edge input : graph.inputs()) {
            if (batch > 1 && input.shape().length > 0 && input.shape()[0] < 0) {
                long[] shape = Arrays.stream(input.shape())
                        .map(size -> Math.max(size, 1))
                        .toArray();
                shape[0] = batch;
                shapes.put(input.name(), shape);
            }
        }
        return shapes;
    }

    private static ManifestPorts.Edges edges(TensorBinding binding) {
        return new ManifestPorts.Edges(ports(binding.inputs()), ports(binding.outputs()));
    }

    private static List<Port> ports(List<Pinned> tensors) {
        return tensors.stream()
                .map(tensor -> new Port(
                        tensor.name(),
                        tensor.type().name(),
                        Arrays.stream(tensor.shape()).boxed().toList()))
                .toList();
    }

    TensorPort input(TensorReference reference) {
        Network network = byModel.get(reference.model());
        return port(network, network.binding.inputs(), reference);
    }

    TensorPort output(TensorReference reference) {
        Network network = byModel.get(reference.model());
        return port(network, network.binding.outputs(), reference);
    }

    private static TensorPort port(Network network, List<Pinned> tensors, TensorReference reference) {
        Pinned found = reference.name() == null
                ? tensors.get(reference.index())
                : tensors.stream()
                        .filter(tensor -> tensor.name().equals(reference.name()))
                        .findFirst()
                        .orElseThrow();
        return new TensorPort(network.graph.file(), found, network.model.batch());
    }

    TensorBinding binding(String model) {
        return byModel.get(model).binding;
    }

    /** Ids of the models, each behind those that it hears from. */
    List<String> order() {
        List<String> done = new ArrayList<>();
        while (done.size() < byModel.size()) {
            String next = byModel.keySet().stream()
                    .filter(model -> !done.contains(model) && done.containsAll(heardBy(model)))
                    .findFirst()
                    .orElseThrow(() -> manifest.at()
                            .child("edges")
                            .error(" lead in a circle")
                            .withHint("what comes from the call before belongs under 'state'"));
            done.add(next);
        }
        return done;
    }

    private List<String> heardBy(String model) {
        List<String> sources = new ArrayList<>();
        for (Edge edge : manifest.edges()) {
            if (edge.to().model().equals(model)) {
                sources.add(edge.from().model());
            }
        }
        for (Observation observation : manifest.observations()) {
            for (Term term : observation.terms()) {
                if (term instanceof Term.Latent latent
                        && observation.tensor().model().equals(model)) {
                    sources.add(latent.tensor().model());
                }
            }
        }
        sources.addAll(ofTheHead(model));
        return sources;
    }

    /** What heads hand to a model: draws to one that rates them, the action to a critic. */
    private List<String> ofTheHead(String model) {
        List<String> sources = new ArrayList<>();
        Action.Common action = manifest.action().common();
        action.head().ifPresent(head -> addDrawn(model, head, action.tensor(), sources));
        for (Planner planner : manifest.planners()) {
            for (Planner.Answer answer : planner.answers()) {
                answer.head().ifPresent(head -> addDrawn(model, head, answer.tensor(), sources));
            }
        }
        if (takesTheAction(model)) {
            sources.add(action.tensor().model());
            action.head().map(Head::tensors).orElse(List.of()).forEach(tensor -> sources.add(tensor.model()));
        }
        return sources;
    }

    /** @param drawn what is drawn by the head */
    private static void addDrawn(String model, Head head, TensorReference drawn, List<String> sourcesOut) {
        if (isOf(model, head.inputs()) && !model.equals(drawn.model())) {
            sourcesOut.add(drawn.model());
        }
    }

    private static boolean isOf(String model, List<TensorReference> tensors) {
        return tensors.stream().anyMatch(tensor -> tensor.model().equals(model));
    }

    /** Whether a model's network is one of a critic that rates the action. */
    boolean takesTheAction(String model) {
        return isOf(
                model,
                manifest.critics().stream()
                        .flatMap(critic -> critic.action().stream())
                        .toList());
    }

    /** What computes: name and version; of each model where they differ. */
    String engine() {
        List<String> engines = byModel.values().stream()
                .map(each -> each.graph.engine())
                .distinct()
                .toList();
        return engines.size() == 1
                ? engines.getFirst()
                : byModel.entrySet().stream()
                        .map(each ->
                                each.getKey() + ": " + each.getValue().graph.engine())
                        .collect(Collectors.joining(", "));
    }

    /** Why that computes them; empty where it was asked for. */
    String why() {
        return byModel.values().stream()
                .map(network -> network.graph.why())
                .filter(reason -> !reason.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    boolean portable() {
        return byModel.values().stream().allMatch(network -> network.graph.portable());
    }

    /** Why the newest failing inference failed; empty where none has. */
    String failure() {
        return byModel.values().stream()
                .map(network -> network.binding.failure())
                .filter(why -> !why.isEmpty())
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        for (Network network : byModel.values()) {
            network.binding.close();
            network.graph.close();
        }
    }
}
