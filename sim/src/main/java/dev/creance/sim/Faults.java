package dev.creance.sim;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The faults of one run, and which of them have really been injected so far. Any thread may ask and mark. */
public final class Faults {
    private final List<Fault> all;
    // Not AtomicIntegerArray: its first use links a VarHandle, which allocates, and would do so in the tick of a fault.
    private final AtomicInteger[] begun;

    /**
     * A fault that has begun, for the summary.
     *
     * @param kind as configurations write it
     * @param atS since arming
     * @param forS how long it was to last; infinite for ever, 0 for one frame
     */
    public record Injected(String kind, double atS, double forS) {}

    public Faults(List<Fault> faults) {
        all = List.copyOf(faults);
        begun = Stream.generate(AtomicInteger::new).limit(all.size()).toArray(AtomicInteger[]::new);
    }

    public static Faults none() {
        return new Faults(List.of());
    }

    /** Binds the list {@code scenario.faults}. */
    public static Faults from(ConfigNode list) {
        return new Faults(list.items().stream().map(Fault::from).toList());
    }

    public List<Fault> all() {
        return all;
    }

    /** Those that change what a policy answers and not when, for a replay: there every answer has its time already. */
    public Faults untimed() {
        return new Faults(all.stream()
                .filter(fault -> fault.kind() != Fault.Kind.POLICY_HANG && fault.kind() != Fault.Kind.POLICY_SLOW)
                .toList());
    }

    /** Whether any of them needs a {@link FaultyPolicy} on the host. */
    public boolean onHost() {
        return all.stream().anyMatch(fault -> fault.kind().onHost());
    }

    @HotPath
    void begin(int index) {
        begun[index].lazySet(1);
    }

    @HotPath
    boolean hasBegun(int index) {
        return begun[index].get() != 0;
    }

    /** What has begun so far, in the order of the configuration. */
    public List<Injected> injected() {
        List<Injected> injected = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (hasBegun(i)) {
                Fault fault = all.get(i);
                double forS = fault.forNs() == Fault.FOREVER ? Double.POSITIVE_INFINITY : fault.forNs() / 1e9;
                injected.add(new Injected(fault.kind().word(), fault.atNs() / 1e9, forS));
            }
        }
        return injected;
    }
}
