package dev.creance.drivers;

import com.sun.jna.Native;

/** The few calls of the C library that a pseudo-terminal needs. Arguments are plain ints and longs: those allocate nothing. */
final class Posix {
    static final int O_RDWR = 2;
    static final int O_NOCTTY = 0x100;
    static final int O_NONBLOCK = 0x800;
    static final int O_CLOEXEC = 0x80000;
    static final int TCSANOW = 0;

    /** How many bytes could be read now, into an int: Linux on x86 and Arm, {@code asm-generic/ioctls.h}. */
    static final long FIONREAD = 0x541B;

    static final int EINTR = 4;
    static final int EIO = 5;
    static final int EAGAIN = 11;

    /** Larger than {@code struct termios} anywhere (60 bytes with glibc on Linux). */
    static final int TERMIOS_BYTES = 256;

    static {
        Native.register(Posix.class, "c");
    }

    private Posix() {}

    /** Variadic in C; the third argument is read only where a file is made. */
    static native int open(String path, int flags);

    static native int posix_openpt(int flags);

    static native int grantpt(int descriptor);

    static native int unlockpt(int descriptor);

    static native int ptsname_r(int descriptor, byte[] name, long length);

    static native int tcgetattr(int descriptor, byte[] termios);

    static native void cfmakeraw(byte[] termios);

    static native int tcsetattr(int descriptor, int actions, byte[] termios);

    /** Variadic in C; with a place for an int, as {@link #FIONREAD} wants it. */
    static native int ioctl(int descriptor, long request, long intAddress);

    static native long read(int descriptor, long buffer, long count);

    static native long write(int descriptor, long buffer, long count);

    static native int close(int descriptor);
}
