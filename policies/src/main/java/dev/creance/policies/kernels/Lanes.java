package dev.creance.policies.kernels;

/**
 * Whether kernels run on vectors: where the module {@code jdk.incubator.vector} is there, the processor has vectors of at least
 * four floats, and {@code -Dcreance.vectors=off} does not say otherwise.
 */
public final class Lanes {
    private static final int LEAST = 4;

    static final boolean SWITCHED_OFF = "off".equals(System.getProperty("creance.vectors"));

    static final boolean MODULE =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    /** Floats in a vector of this machine, 4, 8 or 16; 1 where kernels are scalar. */
    public static final int COUNT = count();

    /** Floats to leave free behind the last tensor of a memory. */
    public static final int ROOM = 32;

    /** Floats at the start of a memory that are the kernels' own: for what was in the room, and between passes. */
    public static final int OWN = 256;

    static final boolean VECTOR = COUNT > 1;

    private Lanes() {}

    private static int count() {
        int lanes = MODULE && !SWITCHED_OFF ? Simd.LANES : 1;
        return lanes >= LEAST ? lanes : 1;
    }
}
