package dev.creance.runtime.realtime;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Asks the kernel, for as long as it is open, to let no processor sleep so deeply that it takes time to wake. It costs power:
 * idle processors spin. In a virtual machine each sleep that is left out is an exit to the host that is left out, too, so there
 * it helps as well; what idle processors spin away then is the host's time, and the result says so.
 *
 * <pre>{@code
 * try (CpuLatency latency = CpuLatency.of(CpuLatency.Use.AUTO)) {
 *     warnUnlessAchieved(latency.result());
 *     fly();
 * }
 * }</pre>
 */
public final class CpuLatency implements AutoCloseable {
    public static final String DEVICE = "/dev/cpu_dma_latency";

    /** Whether a run holds the device: setting {@code loop.cpu_latency}. */
    public enum Use {
        /** Hold it where this user may: a refusal is no news where no priority was asked for, either. */
        AUTO,
        /** Hold it; a refusal is a warning. */
        HOLD,
        /** Do not touch it: on a battery, or where a host counts the processor time of its guest. */
        LEAVE
    }

    private static final String WHAT = "no deep idle states";
    // A 32-bit number of microseconds; none at all.
    private static final byte[] ZERO_US = new byte[4];

    private final Optional<OutputStream> held;
    private final RealtimeResult result;

    private CpuLatency(Optional<OutputStream> held, RealtimeResult result) {
        this.held = held;
        this.result = result;
    }

    /** Holds the device of this machine, or leaves it alone. */
    public static CpuLatency of(Use use) {
        return use == Use.LEAVE
                ? new CpuLatency(Optional.empty(), RealtimeResult.achieved(WHAT, "not asked for"))
                : hold(Path.of(DEVICE), Hypervisor.of(KernelFiles.ofThisMachine()));
    }

    static CpuLatency hold(Path device, Optional<String> hypervisor) {
        OutputStream stream = null;
        try {
            stream = new FileOutputStream(device.toFile());
            stream.write(ZERO_US);
            String cost = hypervisor
                    .map(name ->
                            ", at the cost of " + name + "'s host (loop.cpu_latency: leave, where that is metered)")
                    .orElse("");
            return new CpuLatency(Optional.of(stream), RealtimeResult.achieved(WHAT, DEVICE + " is held" + cost));
        } catch (IOException | SecurityException refused) {
            closed(Optional.ofNullable(stream));
            return new CpuLatency(
                    Optional.empty(),
                    RealtimeResult.refused(
                            WHAT,
                            DEVICE + " cannot be written",
                            "/etc/udev/rules.d/90-creance.rules: KERNEL==\"cpu_dma_latency\", GROUP=\"realtime\","
                                    + " MODE=\"0660\"; until then expect late wake-ups on an idle machine"
                                    + " (loop.cpu_latency: leave, where it is not wanted)"));
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
