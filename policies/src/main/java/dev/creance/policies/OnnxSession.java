package dev.creance.policies;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A network loaded by ONNX Runtime: one thread, no spinning, operators in order, so that a call costs no other core. */
final class OnnxSession implements LoadedGraph {
    private final String file;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final List<Edge> inputs;
    private final List<Edge> outputs;

    private OnnxSession(String file, OrtEnvironment environment, OrtSession session) throws OrtException {
        this.file = file;
        this.environment = environment;
        this.session = session;
        this.inputs = edges(session.getInputInfo(), session.getNumInputs(), "input");
        this.outputs = edges(session.getOutputInfo(), session.getNumOutputs(), "output");
    }

    /**
     * Loads a network.
     *
     * @param file what errors call it
     * @param folder where its external data lies; null where it may have none
     */
    static OnnxSession open(String file, byte[] bytes, Path folder) {
        if (bytes.length == 0) {
            throw new PolicyError(file, "is empty", "export the policy again");
        }
        OrtEnvironment environment = environment(file);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.addConfigEntry("session.inter_op.allow_spinning", "0");
            if (folder != null) {
                options.addConfigEntry(
                        "session.model_external_initializers_file_folder_path",
                        folder.toAbsolutePath().toString());
            }
            OrtSession session = environment.createSession(bytes, options);
            try {
                return new OnnxSession(file, environment, session);
            } catch (OrtException | RuntimeException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw OnnxFailure.loading(file, bytes, e);
        }
    }

    /** Name and version of the engine. */
    static String version() {
        return "onnxruntime " + environment("onnxruntime").getVersion();
    }

    private static OrtEnvironment environment(String file) {
        try {
            OnnxTelemetry.switchOff();
            return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "creance");
        } catch (LinkageError e) {
            throw new PolicyError(
                    file,
                    "ONNX Runtime's native library does not load on this machine: " + e.getMessage(),
                    "it exists for Linux x64 and aarch64, macOS aarch64 and Windows x64; the folder for temporary files"
                            + " must be writable and allow execution");
        }
    }

    private List<Edge> edges(Map<String, NodeInfo> infos, long count, String side) {
        List<Edge> edges = new ArrayList<>();
        for (NodeInfo info : infos.values()) {
            if (!(info.getInfo() instanceof TensorInfo tensor)) {
                throw new PolicyError(
                        file,
                        side + " '" + info.getName() + "' is not a tensor but " + info.getInfo(),
                        "export it with tensors only");
            }
            edges.add(new Edge(info.getName(), tensor.type, tensor.getShape()));
        }
        if (edges.size() != count) {
            throw new PolicyError(
                    file,
                    "has " + count + " " + side + "s but only " + edges.size() + " different names among them",
                    "rename the " + side + "s in the export");
        }
        return List.copyOf(edges);
    }

    @Override
    public String file() {
        return file;
    }

    @Override
    public List<Edge> inputs() {
        return inputs;
    }

    @Override
    public List<Edge> outputs() {
        return outputs;
    }

    @Override
    public String engine() {
        return version();
    }

    /** It chooses its kernels by the processor. */
    @Override
    public boolean portable() {
        return false;
    }

    @Override
    public TensorBinding bind(Map<String, long[]> shapes) {
        return OnnxBinding.of(this, shapes);
    }

    OrtEnvironment environment() {
        return environment;
    }

    OrtSession session() {
        return session;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(file + ": cannot be closed", e);
        }
    }
}
