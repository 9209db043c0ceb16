package dev.creance.runtime.realtime;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Asks the kernel, for as long as it is open, to let no processor sleep so deeply that it takes time to wake. It costs power:
 * idle processors spin. In a virtual machine they would spin away the time that the host grants, so there nothing is asked.
 *
 * <pre>{@code
 * try (CpuLatency latency = CpuLatency.hold()) {
 *     warnUnlessAchieved(latency.result());
 *     fly();
 * }
 * }</pre>
 */
public final class CpuLatency implements AutoCloseable {
    public static final String DEVICE = "/dev/cpu_dma_latency";

    private static final String WHAT = "no deep idle states";
    // A 32-bit number of microseconds; none at all.
    private static final byte[] ZERO_US = new byte[4];

    private final Optional<OutputStream> held;
    private final RealtimeResult result;

    private CpuLatency(Optional<OutputStream> held, RealtimeResult result) {
        this.held = held;
        this.result = result;
    }

    /** Holds the device of this machine. */
    public static CpuLatency hold() {
        return hold(Path.of(DEVICE), Hypervisor.of(KernelFiles.ofThisMachine()));
    }

    /** The same under a hypervisor too, as cyclictest does: for measurements, since it uses up a quota. */
    public static CpuLatency holdOnAnyMachine() {
        return hold(Path.of(DEVICE), Optional.empty());
    }

    static CpuLatency hold(Path device, Optional<String> hypervisor) {
        if (hypervisor.isPresent()) {
            return new CpuLatency(
                    Optional.empty(),
                    RealtimeResult.achieved(WHAT, "left to the host: an idle processor that spins uses up its quota"));
        }
        OutputStream stream = null;
        try {
            stream = new FileOutputStream(device.toFile());
            stream.write(ZERO_US);
            return new CpuLatency(Optional.of(stream), RealtimeResult.achieved(WHAT, DEVICE + " is held"));
        } catch (IOException | SecurityException refused) {
            closed(Optional.ofNullable(stream));
            return new CpuLatency(
                    Optional.empty(),
                    RealtimeResult.refused(
                            WHAT,
                            DEVICE + " cannot be written",
                            "/etc/udev/rules.d/90-creance.rules: KERNEL==\"cpu_dma_latency\", GROUP=\"realtime\","
                                    + " MODE=\"0660\"; until then expect late wake-ups on an idle machine"));
        }
    }

    public RealtimeResult result() {
        return result;
    }

    @Override
    public void close() {
        closed(held);
    }

    private static void closed(Optional<OutputStream> stream) {
        try {
            if (stream.isPresent()) {
                stream.get().close();
            }
        } catch (IOException gone) {
            // the request ends with the descriptor either way
        }
    }
}
