package dev.creance.runtime.realtime;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import dev.creance.runtime.HotPath;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The C library through JNA's direct mapping with primitive arguments only, which allocates nothing; pointers travel as
 * addresses. 64-bit Linux, elsewhere {@link #AVAILABLE} is false and nothing here may be called. Direct mapping was measured
 * to sleep as well as C and to cost no bytes; the foreign-function interface costs 45 ms and 3 MB at its first call.
 */
final class Libc {
    static final int CLOCK_MONOTONIC = 1;
    static final int TIMER_ABSTIME = 1;
    static final int EINTR = 4;

    /** Whether the functions below can be called. */
    static final boolean AVAILABLE = bind();

    private static final long NS_PER_S = 1_000_000_000L;

    private Libc() {}

    private static boolean bind() {
        if (!Platform.isLinux() || !Platform.is64Bit()) {
            return false;
        }
        try {
            Native.register(Libc.class, Platform.C_LIBRARY_NAME);
            return true;
        } catch (LinkageError | IllegalArgumentException unusable) {
            return false;
        }
    }

    static native int clock_gettime(int clock, long timespecOut);

    /** Returns the error number itself, 0 for none. */
    static native int clock_nanosleep(int clock, int flags, long request, long remainOut);

    static native int sched_setscheduler(int thread, int policy, long parameters);

    static native int sched_setaffinity(int thread, long bytes, long mask);

    static native int sched_getaffinity(int thread, long bytes, long maskOut);

    static native int mlockall(int flags);

    static native int mlock(long address, long bytes);

    static native int prctl(int option, long a, long b, long c, long d);

    static native long syscall(long number, long a, long b, long c, long d, long e, long f);

    /** The text of the newest error of this thread. */
    static String lastError() {
        int number = Native.getLastError();
        return switch (number) {
            case 1 -> "not permitted";
            case 3 -> "no such thread";
            case 11 -> "a limit is reached";
            case 12 -> "not enough memory may be locked";
            case 14 -> "bad address";
            case 22 -> "not supported here";
            default -> "error " + number;
        };
    }

    /** Memory for one {@code struct timespec}. */
    static MemorySegment newTimespec(Arena arena) {
        return arena.allocate(16, 8);
    }

    @HotPath
    static void setTimespec(MemorySegment timespec, long timeNs) {
        timespec.set(ValueLayout.JAVA_LONG, 0, timeNs / NS_PER_S);
        timespec.set(ValueLayout.JAVA_LONG, 8, timeNs % NS_PER_S);
    }

    static long timespecNs(MemorySegment timespec) {
        return timespec.get(ValueLayout.JAVA_LONG, 0) * NS_PER_S + timespec.get(ValueLayout.JAVA_LONG, 8);
    }
}
