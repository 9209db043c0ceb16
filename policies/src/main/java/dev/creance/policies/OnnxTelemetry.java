package dev.creance.policies;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Switches off what ONNX Runtime 1.29 for Linux reports to its maker: it identifies the machine, keeps events in the user's
 * cache and uploads them on threads of its own. It also takes the process down where the command line is longer than about
 * 4 KB, for it matches that against a regular expression by recursion. The environment variable is its documented switch, and
 * is read when the library is loaded.
 */
final class OnnxTelemetry {
    private static final String SWITCH = "ORT_DISABLE_TELEMETRY";

    private OnnxTelemetry() {}

    /** To be called before the first use of the library. Does nothing where the C library has no setenv, as on Windows. */
    static void switchOff() {
        if (System.getenv(SWITCH) == null) {
            Linker linker = Linker.nativeLinker();
            linker.defaultLookup().find("setenv").ifPresent(setenv -> set(linker, setenv));
        }
    }

    @SuppressWarnings("restricted") // native access is enabled for all of Creance
    private static void set(Linker linker, MemorySegment setenv) {
        FunctionDescriptor type = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        try (Arena arena = Arena.ofConfined()) {
            int failed = (int) linker.downcallHandle(setenv, type)
                    .invokeExact(arena.allocateFrom(SWITCH), arena.allocateFrom("1"), 1);
            if (failed != 0) {
                throw new IllegalStateException("the C library refused " + SWITCH + "=1");
            }
        } catch (RuntimeException | Error unchanged) {
            throw unchanged;
        } catch (Throwable impossible) {
            throw new IllegalStateException("setenv threw", impossible);
        }
    }
}
