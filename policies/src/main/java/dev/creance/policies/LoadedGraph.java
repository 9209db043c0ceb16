package dev.creance.policies;

import ai.onnxruntime.OnnxJavaType;
import java.util.List;
import java.util.Map;

/** A network as one engine has loaded it. */
interface LoadedGraph extends AutoCloseable {
    /**
     * A tensor at the edge of the network.
     *
     * @param shape −1 where the size is free
     */
    record Edge(String name, OnnxJavaType type, long[] shape) {}

    /** What errors call it. */
    String file();

    /** Name and version of what computes it. */
    String engine();

    /** Why this engine computes it; empty where it was asked for. */
    default String why() {
        return "";
    }

    /** Whether the same inputs give the same bits on every processor. */
    boolean portable();

    List<Edge> inputs();

    List<Edge> outputs();

    /**
     * Gives it memory and warms it up.
     *
     * @param shapes by input name; for an input that is not in it, its own shape with 1 for every free size
     * @throws PolicyError where it cannot run with these shapes
     */
    TensorBinding bind(Map<String, long[]> shapes);

    @Override
    void close();
}
