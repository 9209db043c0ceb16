package dev.creance.policies;

import ai.onnxruntime.OrtException;
import dev.creance.policies.OnnxApi.Function;
import dev.creance.policies.OnnxApi.Release;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A network loaded by ONNX Runtime: one thread, no spinning, operators in order, so that a call costs no other core. */
final class OnnxSession implements LoadedGraph {
    private static final int ONE_AFTER_ANOTHER = 0;
    private static final int ALL_OPTIMISATIONS = 99;
    private static final int TENSOR = 1;

    private final String file;
    private final long session;
    private final List<Edge> inputs;
    private final List<Edge> outputs;
    private boolean closed;

    private OnnxSession(String file, long session) throws OrtException {
        this.file = file;
        this.session = session;
        this.inputs = edges("input");
        this.outputs = edges("output");
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
        requireLibrary(file);
        long session = 0;
        try (Arena arena = Arena.ofConfined()) {
            long options = options(arena, folder);
            try {
                MemorySegment model = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
                session = OnnxApi.make(
                        Function.CREATE_SESSION_FROM_ARRAY,
                        OnnxApi.sharedEnvironment(),
                        model.address(),
                        model.byteSize(),
                        options);
            } finally {
                OnnxApi.release(Release.SESSION_OPTIONS, options);
            }
            return new OnnxSession(file, session);
        } catch (OrtException e) {
            OnnxApi.release(Release.SESSION, session);
            throw OnnxFailure.loading(file, bytes, e);
        } catch (RuntimeException e) {
            OnnxApi.release(Release.SESSION, session);
            throw e;
        }
    }

    private static long options(Arena arena, Path folder) throws OrtException {
        long options = OnnxApi.make(Function.CREATE_SESSION_OPTIONS);
        OnnxApi.call(Function.SET_INTRA_OP_NUM_THREADS, options, 1);
        OnnxApi.call(Function.SET_INTER_OP_NUM_THREADS, options, 1);
        OnnxApi.call(Function.SET_SESSION_EXECUTION_MODE, options, ONE_AFTER_ANOTHER);
        OnnxApi.call(Function.SET_SESSION_GRAPH_OPTIMIZATION_LEVEL, options, ALL_OPTIMISATIONS);
        entry(arena, options, "session.intra_op.allow_spinning", "0");
        entry(arena, options, "session.inter_op.allow_spinning", "0");
        if (folder != null) {
            entry(
                    arena,
                    options,
                    "session.model_external_initializers_file_folder_path",
                    folder.toAbsolutePath().toString());
        }
        return options;
    }

    private static void entry(Arena arena, long options, String key, String value) throws OrtException {
        OnnxApi.call(
                Function.ADD_SESSION_CONFIG_ENTRY,
                options,
                arena.allocateFrom(key).address(),
                arena.allocateFrom(value).address());
    }

    /** Name and version of the engine. */
    static String version() {
        requireLibrary("onnxruntime");
        return "onnxruntime " + OnnxApi.version();
    }

    private static void requireLibrary(String file) {
        try {
            OnnxApi.version();
        } catch (LinkageError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new PolicyError(
                    file,
                    "ONNX Runtime's native library does not load on this machine: " + cause.getMessage(),
                    "it exists for Linux x64 and aarch64, macOS aarch64 and Windows x64; the folder for temporary files"
                            + " must be writable and allow execution");
        }
    }

    private List<Edge> edges(String side) throws OrtException {
        boolean input = side.equals("input");
        long count =
                OnnxApi.make(input ? Function.SESSION_GET_INPUT_COUNT : Function.SESSION_GET_OUTPUT_COUNT, session);
        List<Edge> edges = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            String name = name(input ? Function.SESSION_GET_INPUT_NAME : Function.SESSION_GET_OUTPUT_NAME, i);
            long type = OnnxApi.make(
                    input ? Function.SESSION_GET_INPUT_TYPE_INFO : Function.SESSION_GET_OUTPUT_TYPE_INFO, session, i);
            try {
                edges.add(edge(side, name, type));
            } finally {
                OnnxApi.release(Release.TYPE_INFO, type);
            }
        }
        long names = edges.stream().map(Edge::name).distinct().count();
        if (names != count) {
            throw new PolicyError(
                    file,
                    "has " + count + " " + side + "s but only " + names + " different names among them",
                    "rename the " + side + "s in the export");
        }
        return List.copyOf(edges);
    }

    private String name(Function function, long index) throws OrtException {
        long allocator = OnnxApi.make(Function.GET_ALLOCATOR_WITH_DEFAULT_OPTIONS);
        long name = OnnxApi.make(function, session, index, allocator);
        try {
            return OnnxApi.text(name);
        } finally {
            OnnxApi.call(Function.ALLOCATOR_FREE, allocator, name);
        }
    }

    private Edge edge(String side, String name, long type) throws OrtException {
        int kind = OnnxApi.ask(Function.GET_ONNX_TYPE_FROM_TYPE_INFO, type);
        if (kind != TENSOR) {
            throw new PolicyError(
                    file,
                    side + " '" + name + "' is not a tensor but of ONNX's type " + kind,
                    "export it with tensors only");
        }
        return edge(name, OnnxApi.make(Function.CAST_TYPE_INFO_TO_TENSOR_INFO, type));
    }

    /** @param info what ONNX Runtime knows of a tensor */
    static Edge edge(String name, long info) throws OrtException {
        int type = OnnxApi.ask(Function.GET_TENSOR_ELEMENT_TYPE, info);
        long rank = OnnxApi.make(Function.GET_DIMENSIONS_COUNT, info);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment sizes = arena.allocate(ValueLayout.JAVA_LONG, rank);
            OnnxApi.call(Function.GET_DIMENSIONS, info, sizes.address(), rank);
            return new Edge(name, OnnxTypes.of(type), sizes.toArray(ValueLayout.JAVA_LONG));
        }
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

    long session() {
        return session;
    }

    /** Bindings go first. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            OnnxApi.release(Release.SESSION, session);
        }
    }
}
