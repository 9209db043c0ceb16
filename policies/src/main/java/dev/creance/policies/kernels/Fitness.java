package dev.creance.policies.kernels;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** Whether kernels run on this machine, and in this JVM, as they are meant to. */
public final class Fitness {
    private Fitness() {}

    /**
     * What speaks against it; empty where nothing does. Scalar twins are fit where {@code -Dcreance.vectors=off} asks for them; where
     * vectors are merely missing, they would be a surprise.
     */
    public static Optional<String> objection() {
        if (!multipliesAndAddsAtOnce()) {
            return Optional.of("this processor has no fused multiply-add, or the JVM does not use it");
        }
        if (Lanes.VECTOR || Lanes.SWITCHED_OFF) {
            return Optional.empty();
        }
        return Optional.of(
                Lanes.MODULE
                        ? "this processor has no vectors of at least 4 floats"
                        : "this JVM was started without the module jdk.incubator.vector");
    }

    /** Without it, a fused multiply-add is computed in BigDecimal, a thousand times slower and with garbage. */
    private static boolean multipliesAndAddsAtOnce() {
        HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        try {
            return jvm != null && Boolean.parseBoolean(jvm.getVMOption("UseFMA").getValue());
        } catch (IllegalArgumentException e) {
            return false; // a JVM without this option
        }
    }
}
