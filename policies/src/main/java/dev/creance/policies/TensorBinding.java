package dev.creance.policies;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.creance.policies.OnnxSession.Edge;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The memory between us and a session, for one set of input shapes: direct, native-order buffers on which the tensors of all
 * inputs and outputs are pinned. ONNX Runtime copies heap buffers once and misreads big-endian ones without a word.
 */
final class TensorBinding implements AutoCloseable {
    /** What vector code likes best. */
    private static final int ALIGNMENT_BYTES = 64;

    /** First runs take up to 0.8 ms; these bring the engine's arena and this path's code to a steady state. */
    private static final int WARM_UP_RUNS = 200;

    /** Far above any policy's inputs and outputs. */
    private static final long MOST_BYTES = 1 << 28;

    private final OrtSession session;
    private final List<Pinned> inputs = new ArrayList<>();
    private final List<Pinned> outputs = new ArrayList<>();
    private final Map<String, OnnxTensor> inputTensors;
    private final Map<String, OnnxTensor> outputTensors;
    private String failure = "";

    /** One pinned tensor and its memory. */
    record Pinned(String name, OnnxJavaType type, long[] shape, ByteBuffer memory, OnnxTensor tensor) {}

    /** @param shapes by input name; for an input that is not in it, its own shape with 1 for every free size */
    static TensorBinding of(OnnxSession session, Map<String, long[]> shapes) {
        List<Pinned> pinned = new ArrayList<>();
        try {
            return new TensorBinding(session, shapes, pinned);
        } catch (OrtException e) {
            pinned.forEach(each -> each.tensor().close());
            throw new PolicyError(
                    session.file(),
                    "does not run on zeros: " + OnnxFailure.plain(e),
                    "check the shapes of its inputs: free sizes are taken as 1 unless the caller gives them");
        } catch (RuntimeException e) {
            pinned.forEach(each -> each.tensor().close());
            throw e;
        }
    }

    private TensorBinding(OnnxSession onnx, Map<String, long[]> shapes, List<Pinned> pinned) throws OrtException {
        session = onnx.session();
        for (Edge edge : onnx.inputs()) {
            long[] shape = shapes.containsKey(edge.name()) ? shapes.get(edge.name()) : withoutFreeSizes(edge.shape());
            inputs.add(pin(onnx, edge.name(), edge.type(), shape, pinned));
        }
        inputTensors = singletonIfOne(inputs);
        // Output shapes may depend on anything, so one run without pinned outputs tells them.
        try (OrtSession.Result probe = session.run(inputTensors)) {
            for (Edge edge : onnx.outputs()) {
                OnnxValue value = probe.get(edge.name()).orElseThrow();
                TensorInfo info = (TensorInfo) value.getInfo();
                outputs.add(pin(onnx, edge.name(), info.type, info.getShape(), pinned));
            }
        }
        outputTensors = singletonIfOne(outputs);
        for (int i = 0; i < WARM_UP_RUNS; i++) {
            runOrThrow();
        }
    }

    private static Pinned pin(OnnxSession onnx, String name, OnnxJavaType type, long[] shape, List<Pinned> pinned)
            throws OrtException {
        long bytes = type.size;
        for (long size : shape) {
            bytes = size < 0 || bytes > MOST_BYTES ? Long.MAX_VALUE : bytes * Math.min(size, MOST_BYTES);
        }
        if (type == OnnxJavaType.STRING || type == OnnxJavaType.UNKNOWN || bytes > MOST_BYTES) {
            throw new PolicyError(
                    onnx.file(),
                    "tensor '" + name + "' of type " + type + " and shape " + Arrays.toString(shape)
                            + " cannot be bound",
                    "export it with number tensors of moderate size");
        }
        ByteBuffer memory = ByteBuffer.allocateDirect(
                        (int) bytes + 2 * ALIGNMENT_BYTES) // both ends are cut to alignment
                .alignedSlice(ALIGNMENT_BYTES)
                .slice(0, (int) bytes)
                .order(ByteOrder.nativeOrder());
        OnnxTensor tensor = OnnxTensor.createTensor(onnx.environment(), memory, shape, type);
        Pinned one = new Pinned(name, type, shape, memory, tensor);
        pinned.add(one);
        return one;
    }

    private static long[] withoutFreeSizes(long[] shape) {
        long[] bound = shape.clone();
        for (int i = 0; i < bound.length; i++) {
            bound[i] = Math.max(bound[i], 1);
        }
        return bound;
    }

    /** The cheapest map for the number of tensors: the engine walks it in every call. */
    private static Map<String, OnnxTensor> singletonIfOne(List<Pinned> tensors) {
        if (tensors.size() == 1) {
            return Collections.singletonMap(
                    tensors.getFirst().name(), tensors.getFirst().tensor());
        }
        Map<String, OnnxTensor> byName = new LinkedHashMap<>();
        tensors.forEach(each -> byName.put(each.name(), each.tensor()));
        return byName;
    }

    List<Pinned> inputs() {
        return inputs;
    }

    List<Pinned> outputs() {
        return outputs;
    }

    /** Computes the outputs from the inputs; false where the engine failed, then {@link #failure} says why. */
    boolean run() {
        try {
            runOrThrow();
            return true;
        } catch (OrtException | RuntimeException e) {
            failure = e instanceof OrtException engine ? OnnxFailure.plain(engine) : e.toString();
            return false;
        }
    }

    private void runOrThrow() throws OrtException {
        session.run(inputTensors, Collections.emptySet(), outputTensors).close();
    }

    /** Why the newest failing run failed; empty where none has. */
    String failure() {
        return failure;
    }

    @Override
    public void close() {
        inputs.forEach(each -> each.tensor().close());
        outputs.forEach(each -> each.tensor().close());
    }
}
