package dev.creance.bench;

import dev.creance.policies.Engine;
import dev.creance.policies.PolicyNetwork;
import java.nio.file.Path;

/** By one of the product's engines, as it flies: ONNX Runtime's is its C API. */
final class EngineInference implements Inference {
    private final PolicyNetwork network;

    EngineInference(Engine engine, Path file) {
        network = PolicyNetwork.open(engine, file);
    }

    int inputs() {
        return network.inputs();
    }

    int inputSize(int input) {
        return network.input(input).capacity();
    }

    int outputs() {
        return network.outputs();
    }

    int outputSize(int output) {
        return network.output(output).capacity();
    }

    float output(int output, int index) {
        return network.output(output).get(index);
    }

    @Override
    public void set(int input, int index, float value) {
        network.input(input).put(index, value);
    }

    @Override
    public void run() {
        if (!network.run()) {
            throw new IllegalStateException(network.failure());
        }
    }

    /** Greatest difference between the outputs of two. */
    double differenceFrom(EngineInference other) {
        double greatest = 0;
        for (int output = 0; output < network.outputs(); output++) {
            for (int i = 0; i < network.output(output).capacity(); i++) {
                greatest = Math.max(greatest, Math.abs(output(output, i) - other.output(output, i)));
            }
        }
        return greatest;
    }

    @Override
    public void close() {
        network.close();
    }
}
