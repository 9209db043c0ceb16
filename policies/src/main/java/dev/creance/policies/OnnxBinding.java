package dev.creance.policies;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import dev.creance.policies.LoadedGraph.Edge;
import dev.creance.policies.OnnxApi.Function;
import dev.creance.policies.OnnxApi.Release;
import dev.creance.runtime.HotPath;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A binding of ONNX Runtime: all its tensors lie in our memory. Runs without garbage. */
final class OnnxBinding implements TensorBinding {
    private static final int ARENA_ALLOCATOR = 1;
    private static final int DEFAULT_MEMORY = 0;

    private final OnnxSession session;
    private final List<Pinned> inputs = new ArrayList<>();
    private final List<Pinned> outputs = new ArrayList<>();
    private final List<Long> values = new ArrayList<>();
    private long memoryInfo;
    private long binding;
    private long failed;
    private boolean closed;
    private String failure = "";

    static OnnxBinding of(OnnxSession session, Map<String, long[]> shapes) {
        OnnxBinding made = new OnnxBinding(session);
        try {
            made.bind(shapes);
            return made;
        } catch (OrtException e) {
            made.close();
            throw new PolicyError(
                    session.file(),
                    "does not run on zeros: " + OnnxFailure.plain(e),
                    "check the shapes of its inputs: free sizes are taken as 1 unless the caller gives them");
        } catch (RuntimeException e) {
            made.close();
            throw e;
        }
    }

    private OnnxBinding(OnnxSession session) {
        this.session = session;
    }

    private void bind(Map<String, long[]> shapes) throws OrtException {
        memoryInfo = OnnxApi.make(Function.CREATE_CPU_MEMORY_INFO, ARENA_ALLOCATOR, DEFAULT_MEMORY);
        binding = OnnxApi.make(Function.CREATE_IO_BINDING, session.session());
        for (Edge edge : session.inputs()) {
            long[] shape = shapes.containsKey(edge.name()) ? shapes.get(edge.name()) : withoutFreeSizes(edge.shape());
            inputs.add(pin(Function.BIND_INPUT, edge.name(), edge.type(), shape));
        }
        for (Edge edge : probed()) {
            outputs.add(pin(Function.BIND_OUTPUT, edge.name(), edge.type(), edge.shape()));
        }
        for (int i = 0; i < WARM_UP_RUNS; i++) {
            OnnxApi.requireDone(OnnxApi.runBound(session.session(), binding));
        }
    }

    private Pinned pin(Function bind, String name, OnnxJavaType type, long[] shape) throws OrtException {
        Pinned pinned = Pinned.of(session.file(), name, type, shape);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = MemorySegment.ofBuffer(pinned.memory());
            long value = OnnxApi.make(
                    Function.CREATE_TENSOR_WITH_DATA_AS_ORT_VALUE,
                    memoryInfo,
                    memory.address(),
                    memory.byteSize(),
                    arena.allocateFrom(ValueLayout.JAVA_LONG, shape).address(),
                    (long) shape.length,
                    OnnxTypes.number(type));
            values.add(value);
            OnnxApi.call(bind, binding, arena.allocateFrom(name).address(), value);
        }
        return pinned;
    }

    private static long[] withoutFreeSizes(long[] shape) {
        long[] bound = shape.clone();
        for (int i = 0; i < bound.length; i++) {
            bound[i] = Math.max(bound[i], 1);
        }
        return bound;
    }

    /** Output shapes may depend on anything, so one run in which ONNX Runtime makes the outputs tells them. */
    private List<Edge> probed() throws OrtException {
        List<Edge> probed = new ArrayList<>();
        List<Edge> edges = session.outputs();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment made = arena.allocate(ValueLayout.JAVA_LONG, edges.size());
            OnnxApi.call(
                    Function.RUN,
                    session.session(),
                    0L,
                    names(arena, session.inputs()).address(),
                    arena.allocateFrom(ValueLayout.JAVA_LONG, longs(values)).address(),
                    (long) values.size(),
                    names(arena, edges).address(),
                    (long) edges.size(),
                    made.address());
            for (int i = 0; i < edges.size(); i++) {
                long value = made.getAtIndex(ValueLayout.JAVA_LONG, i);
                values.add(value);
                long info = OnnxApi.make(Function.GET_TENSOR_TYPE_AND_SHAPE, value);
                probed.add(OnnxSession.edge(edges.get(i).name(), info));
                OnnxApi.release(Release.TENSOR_TYPE_AND_SHAPE_INFO, info);
            }
        }
        return probed;
    }

    private static long[] longs(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    private static MemorySegment names(Arena arena, List<Edge> edges) {
        long[] names = edges.stream()
                .mapToLong(edge -> arena.allocateFrom(edge.name()).address())
                .toArray();
        return arena.allocateFrom(ValueLayout.JAVA_LONG, names);
    }

    @Override
    public List<Pinned> inputs() {
        return inputs;
    }

    @Override
    public List<Pinned> outputs() {
        return outputs;
    }

    @Override
    @HotPath
    public boolean run() {
        if (closed) {
            return false;
        }
        long status = OnnxApi.runBound(session.session(), binding);
        if (status != 0) {
            keep(status);
        }
        return status == 0;
    }

    /** For who asks why, later; the one before goes. */
    private void keep(long status) {
        OnnxApi.releaseStatus(failed);
        failed = status;
    }

    @Override
    public String failure() {
        if (closed) {
            return "it was closed";
        }
        try {
            long status = failed;
            failed = 0;
            OnnxApi.requireDone(status);
        } catch (OrtException e) {
            failure = OnnxFailure.plain(e);
        }
        return failure;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            OnnxApi.release(Release.STATUS, failed);
            OnnxApi.release(Release.IO_BINDING, binding);
            values.forEach(value -> OnnxApi.release(Release.VALUE, value));
            OnnxApi.release(Release.MEMORY_INFO, memoryInfo);
        }
    }
}
