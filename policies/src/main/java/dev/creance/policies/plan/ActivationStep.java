package dev.creance.policies.plan;

import dev.creance.policies.kernels.Activation;
import dev.creance.policies.kernels.ScalarActivation;
import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/** {@code y[i] = f(x[i])}. */
record ActivationStep(Activation function, int x, int y, int count) implements Step {
    @Override
    @HotPath
    public void run(MemorySegment memory) {
        function.apply(memory, x, y, count);
    }

    @Override
    public void runScalar(MemorySegment memory) {
        ScalarActivation.apply(function, memory, x, y, count);
    }
}
