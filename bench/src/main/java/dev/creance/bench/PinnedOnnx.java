package dev.creance.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** ONNX Runtime as fast as its Java API lets it be: one thread, no spinning, input and output buffers made once. */
final class PinnedOnnx implements Inference {
    /** Where a graph that comes as bytes has its weights, if they lie apart. */
    static final String EXTERNAL_DATA = "session.model_external_initializers_file_folder_path";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Map<String, OnnxTensorLike> inputs = new LinkedHashMap<>();
    private final Map<String, OnnxValue> outputs = new LinkedHashMap<>();
    private final FloatBuffer[] inputBuffers;
    private final FloatBuffer firstOutput;

    PinnedOnnx(byte[] graph, Path folder) throws OrtException {
        environment = OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "creance");
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.addConfigEntry(EXTERNAL_DATA, folder.toAbsolutePath().toString());
            session = environment.createSession(graph, options);
        }
        inputBuffers = new FloatBuffer[(int) session.getNumInputs()];
        int next = 0;
        for (var each : session.getInputInfo().entrySet()) {
            FloatBuffer buffer = buffer(((TensorInfo) each.getValue().getInfo()).getShape());
            inputBuffers[next++] = buffer;
            inputs.put(each.getKey(), tensor(each.getValue().getInfo(), buffer));
        }
        FloatBuffer first = null;
        for (var each : session.getOutputInfo().entrySet()) {
            FloatBuffer buffer = buffer(((TensorInfo) each.getValue().getInfo()).getShape());
            first = first == null ? buffer : first;
            outputs.put(each.getKey(), tensor(each.getValue().getInfo(), buffer));
        }
        firstOutput = first;
    }

    private OnnxTensor tensor(ValueInfo info, FloatBuffer buffer) throws OrtException {
        return OnnxTensor.createTensor(environment, buffer, withoutFreeSizes(((TensorInfo) info).getShape()));
    }

    private static FloatBuffer buffer(long[] shape) {
        return ByteBuffer.allocateDirect(4 * size(withoutFreeSizes(shape)))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** With 1 for every free size. */
    static long[] withoutFreeSizes(long[] shape) {
        return Arrays.stream(shape).map(size -> Math.max(size, 1)).toArray();
    }

    static int size(long[] shape) {
        return (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    }

    @Override
    public void set(int input, int index, float value) {
        inputBuffers[input].put(index, value);
    }

    float output(int index) {
        return firstOutput.get(index);
    }

    @Override
    public void run() {
        try (OrtSession.Result result = session.run(inputs, outputs)) {
            if (result.size() == 0) {
                throw new IllegalStateException("no output");
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
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
