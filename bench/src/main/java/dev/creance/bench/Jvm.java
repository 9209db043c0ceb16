package dev.creance.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How a Java virtual machine is started.
 *
 * @param java the program
 * @param flags in order: where two contradict each other, the later one counts
 */
record Jvm(Path java, List<String> flags, String classPath) {
    private static final String CACHE = "-XX:AOTCache=";

    Jvm {
        flags = List.copyOf(flags);
    }

    /** As this process was started: with what the launcher took from app/jvm.options. */
    static Jvm likeThis() {
        return new Jvm(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                ManagementFactory.getRuntimeMXBean().getInputArguments(),
                System.getProperty("java.class.path"));
    }

    Jvm with(List<String> more) {
        return new Jvm(java, Stream.concat(flags.stream(), more.stream()).toList(), classPath);
    }

    Jvm without(Predicate<String> unwanted) {
        return new Jvm(java, flags.stream().filter(unwanted.negate()).toList(), classPath);
    }

    Jvm withoutCollector() {
        return without(flag -> flag.matches("-XX:[+-]Use\\w+GC"));
    }

    boolean hasCache() {
        return flags.stream().anyMatch(flag -> flag.startsWith(CACHE));
    }

    Jvm withoutCache() {
        return without(flag -> flag.startsWith(CACHE));
    }

    /** A cache that does not fit is otherwise left out without a word. */
    Jvm insistingOnCache() {
        return with(List.of("-XX:AOTMode=on"));
    }

    List<String> command(Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(arguments);
        return command;
    }

    /** Whether such a machine comes up. */
    boolean starts() throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(flags);
        command.add("-version");
        try {
            Commands.output(command.toArray(String[]::new));
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
