package dev.creance.runtime.realtime;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/** Where the calling thread's stack lies, as its thread library tells; apart from {@link Libc} because some have no such call. */
final class ThreadStack {
    // struct pthread_attr_t takes 56 bytes on x86-64, 64 on aarch64
    private static final long ATTRIBUTES_BYTES = 256;
    private static final long PAGE_BYTES = 4096;
    private static final boolean AVAILABLE = bind();

    private ThreadStack() {}

    private static boolean bind() {
        try {
            Native.register(ThreadStack.class, Platform.C_LIBRARY_NAME);
            return true;
        } catch (LinkageError | IllegalArgumentException unusable) {
            return false;
        }
    }

    private static native long pthread_self();

    private static native int pthread_getattr_np(long thread, long attributesOut);

    private static native int pthread_attr_getstack(long attributes, long addressOut, long bytesOut);

    private static native int pthread_attr_destroy(long attributes);

    /**
     * Locks what the stack grows into first, from its upper end down, at most half of it: the JVM's guard pages lie at the
     * lower end.
     *
     * @return why not, if it failed
     */
    static Optional<String> lock(long bytes) {
        if (!AVAILABLE) {
            return Optional.of("this C library does not tell where a stack lies");
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(ATTRIBUTES_BYTES, 16);
            MemorySegment range = arena.allocate(16, 8);
            if (pthread_getattr_np(pthread_self(), attributes.address()) != 0) {
                return Optional.of("the thread library does not tell where this stack lies");
            }
            int error = pthread_attr_getstack(attributes.address(), range.address(), range.address() + 8);
            int _ = pthread_attr_destroy(attributes.address());
            long size = range.get(ValueLayout.JAVA_LONG, 8);
            long end = range.get(ValueLayout.JAVA_LONG, 0) + size;
            long locked = Math.min(bytes, size / 2) / PAGE_BYTES * PAGE_BYTES;
            if (error != 0 || locked == 0) {
                return Optional.of("the thread library does not tell where this stack lies");
            }
            return Libc.mlock(end - locked, locked) == 0 ? Optional.empty() : Optional.of(Libc.lastError());
        }
    }
}
