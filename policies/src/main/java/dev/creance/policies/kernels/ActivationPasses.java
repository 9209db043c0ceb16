package dev.creance.policies.kernels;

import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/** {@link Activation} on vectors: one kernel for each function, so that none of them is chosen within a loop. */
@HotPath
final class ActivationPasses {
    private ActivationPasses() {}

    static void apply(Activation function, MemorySegment memory, int x, int y, int count) {
        long from = Simd.address(memory, x, count);
        long to = Simd.address(memory, y, count);
        if (count % Simd.LANES == 0) {
            whole(function, from, to, count, memory.address() + 4L * Lanes.ROOM);
        } else {
            VectorRoom.move(to + 4L * count, memory.address());
            whole(function, from, to, count, memory.address() + 4L * Lanes.ROOM);
            VectorRoom.move(memory.address(), to + 4L * count);
        }
    }

    /** Of whole vectors: writes over the end of y. */
    private static void whole(Activation function, long x, long y, int count, long own) {
        switch (function.kind()) {
            case RELU -> VectorLinear.relu(x, y, count);
            case LEAKY_RELU -> VectorLinear.leakyRelu(x, y, count, function.alpha());
            case ELU -> VectorCurves.elu(x, y, count, function.alpha());
            case SELU -> VectorCurves.selu(x, y, count, function.alpha(), function.beta());
            case HARD_SIGMOID -> VectorLinear.hardSigmoid(x, y, count, function.alpha(), function.beta());
            case HARD_SWISH -> VectorLinear.hardSwish(x, y, count);
            case CLIP -> VectorLinear.clip(x, y, count, function.alpha(), function.beta());
            case SQRT -> VectorLinear.sqrt(x, y, count);
            case RECIPROCAL -> VectorLinear.reciprocal(x, y, count);
            case NEG -> VectorLinear.neg(x, y, count);
            case ABS -> VectorLinear.abs(x, y, count);
            case AFFINE -> VectorLinear.affine(x, y, count, function.alpha(), function.beta());
            case TANH -> VectorCurves.tanh(x, y, count);
            case SIGMOID -> VectorCurves.sigmoid(x, y, count);
            case SOFTPLUS -> VectorComposites.softplus(x, y, count, own);
            case SOFTSIGN -> VectorLinear.softsign(x, y, count);
            case GELU -> VectorComposites.gelu(x, y, count, own);
            case GELU_TANH -> VectorComposites.geluTanh(x, y, count, own);
            case SILU -> VectorComposites.silu(x, y, count, own);
            case MISH -> VectorComposites.mish(x, y, count, own);
            case EXP -> VectorCurves.exp(x, y, count);
            case LOG -> VectorCurves.log(x, y, count);
            case ERF -> VectorComposites.erf(x, y, count, own);
        }
    }
}
