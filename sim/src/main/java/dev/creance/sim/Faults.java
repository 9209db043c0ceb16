package dev.creance.sim;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The faults of one run, and which of them have really been injected so far. Any thread may ask and mark. */
public final class Faults {
    private static final Set<Fault.Kind> TIMING =
            Set.of(Fault.Kind.POLICY_HANG, Fault.Kind.POLICY_SLOW, Fault.Kind.TICK_OVERRUN, Fault.Kind.CLOCK_JUMP);

    private final List<Fault> all;
    // How often a policy began anew: faults of the host count from the last time.
    private final AtomicInteger hostBegins = new AtomicInteger();
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

    /** Binds the list {@code scenario.faults}, as far as it concerns no channel of a machine. */
    public static Faults from(ConfigNode list) {
        return from(list, Optional.empty());
    }

    /**
     * Binds the list {@code scenario.faults}.
     *
     * @param plant whose sensors and actuators fail; absent where there is none to simulate
     */
    public static Faults from(ConfigNode list, Optional<? extends PlantConfig> plant) {
        FaultFormat format = new FaultFormat(plant);
        return new Faults(list.items().stream()
                .flatMap(entry -> format.from(entry).stream())
                .toList());
    }

    public List<Fault> all() {
        return all;
    }

    /** Those that change what a policy answers and not when, for a replay: there every answer has its time already. */
    public Faults untimed() {
        return new Faults(
                all.stream().filter(fault -> !TIMING.contains(fault.kind())).toList());
    }

    /** Whether any of them needs a {@link FaultyPolicy} on the host. */
    public boolean onHost() {
        return all.stream().anyMatch(fault -> fault.kind().onHost());
    }

    /** The policy's first observation after a reset: the time of the host's faults begins. */
    @HotPath
    void hostBegins() {
        hostBegins.lazySet(hostBegins.get() + 1);
    }

    /** Changes whenever the time of the host's faults begins anew; 0 before. */
    @HotPath
    int hostBeginning() {
        return hostBegins.get();
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
