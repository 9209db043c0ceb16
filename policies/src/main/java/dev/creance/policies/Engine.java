package dev.creance.policies;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What computes a network. */
public enum Engine {
    /** ONNX Runtime through its Java API, on one thread; about 650 bytes of garbage a call. Runs whatever it supports. */
    ONNX_RUNTIME("onnxruntime") {
        @Override
        LoadedGraph open(String file, byte[] bytes, Path folder) {
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
        LoadedGraph open(String file, byte[] bytes, Path folder) {
            return new PlainGraph(file, OnnxFile.whole(file, bytes, folder));
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

    /**
     * Loads a network.
     *
     * @param file what errors call it
     * @param folder where its external data lies; null where it may have none
     * @throws PolicyError where this engine cannot run it
     */
    abstract LoadedGraph open(String file, byte[] bytes, Path folder);
}
