package dev.creance.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command of creance in a JVM of its own, on the class path of the tests. */
final class ChildJvm {
    private ChildJvm() {}

    /**
     * @param heap as {@code -Xmx} takes it
     * @param sets {@code KEY=VALUE} each
     */
    static Process start(String heap, List<String> arguments, List<String> sets) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:-UsePerfData",
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(arguments);
        for (String set : sets) {
            command.add("--set");
            command.add(set);
        }
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }
}
