package dev.creance.policies;

import java.util.List;

/**
 * A tensor at the edge of a network.
 *
 * @param dtype ONNX's name of the element type, such as {@code FLOAT} or {@code INT64}
 * @param shape a number or, where the size is free, its name or {@code ?}
 */
public record TensorReport(String name, String dtype, List<String> shape) {
    @Override
    public String toString() {
        return name + " " + dtype + shape;
    }
}
