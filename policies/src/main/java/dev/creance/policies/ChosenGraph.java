package dev.creance.policies;

import dev.creance.policies.graph.OnnxModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A network with the engine that was found best for it. */
record ChosenGraph(LoadedGraph graph, String why) implements LoadedGraph {
    /** With our own engine where it can run the network and does so as exactly as ONNX Runtime; else with that. */
    static LoadedGraph of(String file, byte[] bytes, OnnxModel model, Path folder) {
        LoadedGraph reference = Engine.ONNX_RUNTIME.load(file, bytes, model, folder);
        try {
            PlannedGraph own = (PlannedGraph) Engine.NATIVE.load(file, bytes, model, folder);
            Optional<String> objection = Accuracy.objection(own, reference);
            if (objection.isEmpty()) {
                reference.close();
                return new ChosenGraph(own, "as exact as ONNX Runtime");
            }
            return new ChosenGraph(reference, "the engine '" + Engine.NATIVE.key() + "' " + objection.get());
        } catch (PolicyError e) {
            return new ChosenGraph(reference, e.problem());
        } catch (RuntimeException e) {
            reference.close();
            throw e;
        }
    }

    @Override
    public String file() {
        return graph.file();
    }

    @Override
    public String engine() {
        return graph.engine();
    }

    @Override
    public boolean portable() {
        return graph.portable();
    }

    @Override
    public List<Edge> inputs() {
        return graph.inputs();
    }

    @Override
    public List<Edge> outputs() {
        return graph.outputs();
    }

    @Override
    public TensorBinding bind(Map<String, long[]> shapes) {
        return graph.bind(shapes);
    }

    @Override
    public void close() {
        graph.close();
    }
}
