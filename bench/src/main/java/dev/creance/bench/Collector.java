package dev.creance.bench;

import java.util.List;
import java.util.Locale;

/** The collectors of the JDK. Not every build has all of them. */
enum Collector {
    SERIAL("-XX:+UseSerialGC"),
    PARALLEL("-XX:+UseParallelGC"),
    G1("-XX:+UseG1GC"),
    ZGC("-XX:+UseZGC"),
    SHENANDOAH("-XX:+UseShenandoahGC"),
    /** Collects nothing: what a tick is without any collector, for as long as the memory lasts. */
    EPSILON("-XX:+UnlockExperimentalVMOptions", "-XX:+UseEpsilonGC", "-Xmx3g");

    private final List<String> flags;

    Collector(String... flags) {
        this.flags = List.of(flags);
    }

    /** The same virtual machine with this collector. */
    Jvm in(Jvm jvm) {
        return jvm.withoutCollector().with(flags);
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
