package dev.creance.policies.manifest;

import java.util.List;

/**
 * An input or output of a network.
 *
 * @param dtype ONNX's name of the element type
 * @param shape free sizes as 1
 */
public record Port(String name, String dtype, List<Long> shape) {
    public long size() {
        return shape.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
    }

    /** How many values it has beside its batch. */
    public long values() {
        return shape.size() < 2 ? size() : size() / shape.getFirst();
    }
}
