package dev.creance.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ONNX Runtime's Java API as its examples use it: tensors from arrays, and arrays from the result, in every call. One thread. */
final class NaiveOnnx implements Inference {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final List<Input> inputs = new ArrayList<>();

    private record Input(String name, long[] shape, float[] values) {}

    NaiveOnnx(byte[] graph, Path folder) throws OrtException {
        environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "creance");
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.addConfigEntry(
                    PinnedOnnx.EXTERNAL_DATA, folder.toAbsolutePath().toString());
            session = environment.createSession(graph, options);
        }
        for (var each : session.getInputInfo().entrySet()) {
            long[] shape =
                    PinnedOnnx.withoutFreeSizes(((TensorInfo) each.getValue().getInfo()).getShape());
            inputs.add(new Input(each.getKey(), shape, new float[PinnedOnnx.size(shape)]));
        }
    }

    @Override
    public void set(int input, int index, float value) {
        inputs.get(input).values()[index] = value;
    }

    @Override
    public void run() {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try {
            for (Input each : inputs) {
                tensors.put(each.name, OnnxTensor.createTensor(environment, FloatBuffer.wrap(each.values), each.shape));
            }
            try (OrtSession.Result result = session.run(tensors)) {
                for (var output : result) {
                    if (output.getValue().getValue() == null) {
                        throw new IllegalStateException("no output");
                    }
                }
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
