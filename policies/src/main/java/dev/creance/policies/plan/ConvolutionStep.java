package dev.creance.policies.plan;

import dev.creance.policies.kernels.Convolution;
import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/**
 * A convolution of each input of a batch.
 *
 * @param inputSize floats of one input
 * @param weights of the kernel and, right behind it, the biases
 */
record ConvolutionStep(Convolution kernel, int batches, int inputSize, int x, int weights, int y, int scratch)
        implements Step {
    @Override
    @HotPath
    public void run(MemorySegment memory) {
        for (int i = 0; i < batches; i++) {
            kernel.apply(memory, x + i * inputSize, weights, y + i * kernel.outputSize(), scratch);
        }
    }

    @Override
    public void runScalar(MemorySegment memory) {
        for (int i = 0; i < batches; i++) {
            kernel.applyScalar(memory, x + i * inputSize, weights, y + i * kernel.outputSize(), scratch);
        }
    }
}
