package dev.creance.app;

import dev.creance.runtime.realtime.ClassPreparation;
import java.util.List;
import java.util.Set;

/** The classes that a tick may come to, whatever happens in it. */
final class TickClasses {
    private static final List<String> MODULES = List.of(
            "dev.creance.app",
            "dev.creance.bridge",
            "dev.creance.drivers",
            "dev.creance.dynamics",
            "dev.creance.policies",
            "dev.creance.runtime",
            "dev.creance.safety",
            "dev.creance.sim");

    private static final Set<String> LIBRARIES = Set.of(
            "org.HdrHistogram",
            "com.fazecast.jSerialComm",
            "com.sun.jna",
            "java.lang",
            "java.lang.foreign",
            "java.lang.invoke",
            "java.nio",
            "java.util",
            "java.util.concurrent.atomic",
            "java.util.concurrent.locks",
            "jdk.incubator.vector",
            "jdk.internal.foreign",
            "jdk.internal.foreign.layout",
            "jdk.internal.misc",
            "jdk.internal.util");

    // Kept for ever, and with it what it has prepared: a process may fly more than once.
    private static final ClassPreparation PREPARATION = new ClassPreparation(MODULES, LIBRARIES);

    private TickClasses() {}

    /** Before a flight: a tick that meets a class for the first time allocates what is needed to load it. */
    static synchronized void prepare() {
        PREPARATION.prepare(Flight.class);
    }
}
