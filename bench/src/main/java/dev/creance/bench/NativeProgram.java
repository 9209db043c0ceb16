package dev.creance.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A C program of this module, compiled where it is used.
 *
 * @param path the executable
 */
record NativeProgram(Path path) {
    private static final List<String> COMPILERS = List.of("cc", "gcc", "clang");

    /** Whether there is a C compiler. */
    static Optional<String> compiler() {
        return COMPILERS.stream().filter(Commands::exists).findFirst();
    }

    /** Compiles {@code NAME.c} of the resources into a folder. */
    static NativeProgram compile(String name, Path folder) throws IOException, InterruptedException {
        Path source = folder.resolve(name + ".c");
        try (InputStream in = NativeProgram.class.getResourceAsStream("/c/" + name + ".c")) {
            Files.write(source, in.readAllBytes());
        }
        Path executable = folder.resolve(name);
        List<String> command = new ArrayList<>(List.of(compiler().orElseThrow(), "-O2", "-o", executable.toString()));
        command.addAll(List.of(source.toString(), "-lm"));
        Commands.output(command.toArray(String[]::new));
        return new NativeProgram(executable);
    }
}
