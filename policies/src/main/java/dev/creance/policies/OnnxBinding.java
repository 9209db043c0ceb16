package dev.creance.policies;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.creance.policies.LoadedGraph.Edge;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A binding of ONNX Runtime: its tensors are pinned on the memory of all inputs and outputs. ONNX Runtime copies heap buffers once and misreads big-endian ones without a word.
 */
final class OnnxBinding implements TensorBinding {
    private final OrtSession session;
    private final List<Tensor> inputs = new ArrayList<>();
    private final List<Tensor> outputs = new ArrayList<>();
    private final Map<String, OnnxTensor> inputTensors;
    private final Map<String, OnnxTensor> outputTensors;
    private String failure = "";

    /** A tensor on our memory. */
    private record Tensor(Pinned memory, OnnxTensor tensor) {}

    static OnnxBinding of(OnnxSession session, Map<String, long[]> shapes) {
        List<Tensor> pinned = new ArrayList<>();
        try {
            return new OnnxBinding(session, shapes, pinned);
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

    private OnnxBinding(OnnxSession onnx, Map<String, long[]> shapes, List<Tensor> pinned) throws OrtException {
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

    private static Tensor pin(OnnxSession onnx, String name, OnnxJavaType type, long[] shape, List<Tensor> pinned)
            throws OrtException {
        Pinned memory = Pinned.of(onnx.file(), name, type, shape);
        Tensor one = new Tensor(
                memory, OnnxTensor.createTensor(onnx.environment(), memory.memory(), memory.shape(), memory.type()));
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
    private static Map<String, OnnxTensor> singletonIfOne(List<Tensor> tensors) {
        if (tensors.size() == 1) {
            return Collections.singletonMap(
                    tensors.getFirst().memory().name(), tensors.getFirst().tensor());
        }
        Map<String, OnnxTensor> byName = new LinkedHashMap<>();
        tensors.forEach(each -> byName.put(each.memory().name(), each.tensor()));
        return byName;
    }

    @Override
    public List<Pinned> inputs() {
        return inputs.stream().map(Tensor::memory).toList();
    }

    @Override
    public List<Pinned> outputs() {
        return outputs.stream().map(Tensor::memory).toList();
    }

    @Override
    public boolean run() {
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

    @Override
    public String failure() {
        return failure;
    }

    @Override
    public void close() {
        inputs.forEach(each -> each.tensor().close());
        outputs.forEach(each -> each.tensor().close());
    }
}
