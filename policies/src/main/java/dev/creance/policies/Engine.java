package dev.creance.policies;

import dev.creance.policies.graph.OnnxModel;
import dev.creance.policies.kernels.Fitness;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What computes a network. */
public enum Engine {
    /** ONNX Runtime through its C API, on one thread and without garbage on our heap. Runs whatever it supports. */
    ONNX_RUNTIME("onnxruntime") {
        @Override
        LoadedGraph load(String file, byte[] bytes, OnnxModel model, Path folder) {
            return OnnxSession.open(file, bytes, folder);
        }
    },
    /**
     * Operation by operation as the graph writes it, in Java, without garbage: the same bits on every processor, and those of
     * the C++ that a policy was trained with where that adds in the graph's order. For small networks: it uses no vectors on
     * purpose. Runs a part of the operators.
     */
    PLAIN("plain") {
        @Override
        LoadedGraph load(String file, byte[] bytes, OnnxModel model, Path folder) {
            return new PlannedGraph(file, model, this, PlainBinding.VERSION, PlainBinding::new);
        }
    },
    /**
     * By vector kernels of ours, without garbage: the same bits on every processor, many times as fast as ONNX Runtime for
     * small networks. Runs what {@link #PLAIN} runs.
     */
    NATIVE("native") {
        @Override
        LoadedGraph load(String file, byte[] bytes, OnnxModel model, Path folder) {
            Fitness.objection().ifPresent(objection -> {
                throw new PolicyError(
                        file, "cannot be run by the engine '" + key() + "': " + objection, ONNX_RUNTIME.instead());
            });
            return new PlannedGraph(file, model, this, NativeBinding.VERSION, NativeBinding::new);
        }
    },
    /** {@link #NATIVE} where it can and is as exact as {@link #ONNX_RUNTIME}, else that. */
    AUTO("auto") {
        @Override
        LoadedGraph load(String file, byte[] bytes, OnnxModel model, Path folder) {
            return ChosenGraph.of(file, bytes, model, folder);
        }
    };

    private final String key;

    Engine(String key) {
        this.key = key;
    }

    /** What configurations and commands call it. */
    public String key() {
        return key;
    }

    public static List<String> keys() {
        return Arrays.stream(values()).map(Engine::key).toList();
    }

    public static Optional<Engine> of(String key) {
        return Arrays.stream(values()).filter(engine -> engine.key.equals(key)).findFirst();
    }

    /** What to say where another engine cannot. */
    String instead() {
        return "take the engine '" + key + "'";
    }

    /**
     * Loads a network.
     *
     * @param file what errors call it
     * @param folder where its external data lies; null where it may have none
     * @throws PolicyError where it is damaged, holds weights that are no numbers, or this engine cannot run it
     */
    LoadedGraph open(String file, byte[] bytes, Path folder) {
        OnnxModel model = OnnxFile.whole(file, bytes, folder);
        Weights.requireNumbers(file, model);
        return load(file, bytes, model, folder);
    }

    /** Loads a network that has been read. */
    abstract LoadedGraph load(String file, byte[] bytes, OnnxModel model, Path folder);
}
