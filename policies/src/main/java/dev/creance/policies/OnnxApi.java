package dev.creance.policies;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import dev.creance.runtime.HotPath;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/**
 * ONNX Runtime's C API, for its Java API makes garbage in each call. The library exports one function; the others stand in a
 * table, in an order that never changes ({@code struct OrtApi} of onnxruntime_c_api.h: new ones are added behind the
 * old). The library itself is found and loaded by the Java API's classes. Pointers are {@code long} here.
 */
final class OnnxApi {
    /** What its header calls {@code ORT_API_VERSION}; the library answers with null where it is older. */
    static final int VERSION = 29;

    /** Functions by their place in the table; each returns a status, null for done. */
    enum Function {
        CREATE_ENV(3),
        CREATE_SESSION_FROM_ARRAY(8),
        RUN(9),
        CREATE_SESSION_OPTIONS(10),
        SET_SESSION_EXECUTION_MODE(13),
        SET_SESSION_GRAPH_OPTIMIZATION_LEVEL(23),
        SET_INTRA_OP_NUM_THREADS(24),
        SET_INTER_OP_NUM_THREADS(25),
        SESSION_GET_INPUT_COUNT(30),
        SESSION_GET_OUTPUT_COUNT(31),
        SESSION_GET_INPUT_TYPE_INFO(33),
        SESSION_GET_OUTPUT_TYPE_INFO(34),
        SESSION_GET_INPUT_NAME(36),
        SESSION_GET_OUTPUT_NAME(37),
        CREATE_TENSOR_WITH_DATA_AS_ORT_VALUE(49),
        CAST_TYPE_INFO_TO_TENSOR_INFO(55),
        GET_ONNX_TYPE_FROM_TYPE_INFO(56),
        GET_TENSOR_ELEMENT_TYPE(60),
        GET_DIMENSIONS_COUNT(61),
        GET_DIMENSIONS(62),
        GET_TENSOR_TYPE_AND_SHAPE(65),
        CREATE_CPU_MEMORY_INFO(69),
        ALLOCATOR_FREE(76),
        GET_ALLOCATOR_WITH_DEFAULT_OPTIONS(78),
        ADD_SESSION_CONFIG_ENTRY(130),
        CREATE_IO_BINDING(134),
        BIND_INPUT(136),
        BIND_OUTPUT(137);

        private final int slot;

        Function(int slot) {
            this.slot = slot;
        }
    }

    /** Functions that give something back; they return nothing. */
    enum Release {
        STATUS(93),
        MEMORY_INFO(94),
        SESSION(95),
        VALUE(96),
        TYPE_INFO(98),
        TENSOR_TYPE_AND_SHAPE_INFO(99),
        SESSION_OPTIONS(100),
        IO_BINDING(135);

        private final int slot;

        Release(int slot) {
            this.slot = slot;
        }
    }

    private static final int GET_ERROR_CODE = 1;
    private static final int GET_ERROR_MESSAGE = 2;
    private static final int RUN_WITH_BINDING = 133;
    private static final int SLOTS = 138;
    private static final int LOGS_WHAT_IS_FATAL = 4;
    private static final long MOST_TEXT_BYTES = 1 << 16;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemorySegment TABLE = table();
    private static final MethodHandle RUN_BOUND =
            handle(function(RUN_WITH_BINDING), FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle RELEASE_STATUS =
            handle(function(Release.STATUS.slot), FunctionDescriptor.ofVoid(JAVA_LONG));

    /** Of the whole process; never given back. */
    private static final long ENVIRONMENT = environment();

    private OnnxApi() {}

    /** Loads the library, where that has not happened yet. */
    private static MemorySegment table() {
        OnnxTelemetry.switchOff();
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "creance");
        MemorySegment base = segment(
                (long) call(
                        SymbolLookup.loaderLookup()
                                .find("OrtGetApiBase")
                                .orElseThrow(() -> new UnsatisfiedLinkError("the library exports no OrtGetApiBase")),
                        JAVA_LONG),
                2);
        long table = (long) call(MemorySegment.ofAddress(base.getAtIndex(JAVA_LONG, 0)), JAVA_LONG, VERSION);
        if (table == 0) {
            throw new UnsatisfiedLinkError("the library has no API " + VERSION);
        }
        return segment(table, SLOTS);
    }

    @SuppressWarnings("restricted") // the size is that of the table in the header
    private static MemorySegment segment(long address, int pointers) {
        return MemorySegment.ofAddress(address).reinterpret(JAVA_LONG.byteSize() * pointers);
    }

    private static long environment() {
        try (Arena arena = Arena.ofConfined()) {
            return make(
                    Function.CREATE_ENV,
                    LOGS_WHAT_IS_FATAL,
                    arena.allocateFrom("creance").address());
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not start: " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("restricted") // native access is enabled for all of Creance
    private static MethodHandle handle(MemorySegment function, FunctionDescriptor type) {
        return LINKER.downcallHandle(function, type);
    }

    /** Anything but the hot path: the type follows from the arguments, {@link Long} or {@link Integer}. */
    private static Object call(MemorySegment function, MemoryLayout result, Object... arguments) {
        MemoryLayout[] layouts = Arrays.stream(arguments)
                .map(argument -> argument instanceof Integer ? JAVA_INT : JAVA_LONG)
                .toArray(MemoryLayout[]::new);
        FunctionDescriptor type =
                result == null ? FunctionDescriptor.ofVoid(layouts) : FunctionDescriptor.of(result, layouts);
        try {
            return handle(function, type).invokeWithArguments(arguments);
        } catch (RuntimeException | Error unchanged) {
            throw unchanged;
        } catch (Throwable impossible) {
            throw new IllegalStateException("a C function threw", impossible);
        }
    }

    private static MemorySegment function(int slot) {
        return MemorySegment.ofAddress(TABLE.getAtIndex(JAVA_LONG, slot));
    }

    /** Calls a function. */
    static void call(Function function, Object... arguments) throws OrtException {
        requireDone((long) call(function(function.slot), JAVA_LONG, arguments));
    }

    /** Calls a function whose last parameter says where to put a pointer or a number of 64 bits, and returns that. */
    static long make(Function function, Object... arguments) throws OrtException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment out = arena.allocate(JAVA_LONG);
            Object[] all = Arrays.copyOf(arguments, arguments.length + 1);
            all[arguments.length] = out.address();
            call(function, all);
            return out.get(JAVA_LONG, 0);
        }
    }

    /** The same with a number of 32 bits. */
    static int ask(Function function, Object... arguments) throws OrtException {
        return (int) make(function, arguments);
    }

    /** Gives something back; nothing for null. */
    static void release(Release what, long pointer) {
        if (pointer != 0) {
            call(function(what.slot), null, pointer);
        }
    }

    /** Runs a session on what was bound; null for done, else a status for {@link #requireDone}. */
    @HotPath
    static long runBound(long session, long binding) {
        try {
            return (long) RUN_BOUND.invokeExact(session, 0L, binding);
        } catch (Throwable impossible) {
            throw new IllegalStateException("a C function threw", impossible);
        }
    }

    /** Gives a status back; nothing for null. */
    @HotPath
    static void releaseStatus(long status) {
        try {
            RELEASE_STATUS.invokeExact(status);
        } catch (Throwable impossible) {
            throw new IllegalStateException("a C function threw", impossible);
        }
    }

    /** Throws what a status says, and gives it back. */
    static void requireDone(long status) throws OrtException {
        if (status != 0) {
            int code = (int) call(function(GET_ERROR_CODE), JAVA_INT, status);
            String message = text((long) call(function(GET_ERROR_MESSAGE), JAVA_LONG, status));
            releaseStatus(status);
            throw new OrtException(code, message);
        }
    }

    @SuppressWarnings("restricted") // C strings say themselves where they end
    static String text(long address) {
        return MemorySegment.ofAddress(address).reinterpret(MOST_TEXT_BYTES).getString(0);
    }

    static long sharedEnvironment() {
        return ENVIRONMENT;
    }

    /** The version of the library. */
    static String version() {
        return OrtEnvironment.getEnvironment().getVersion();
    }
}
