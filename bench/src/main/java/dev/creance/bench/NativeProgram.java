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
        compile(source, executable, "-O2");
        return new NativeProgram(executable);
    }

    /** Compiles a library as fast as this machine and the compiler can make it, whatever that does to the last digits. */
    static Path library(Path source) throws IOException, InterruptedException {
        Path library = source.resolveSibling(source.getFileName() + ".so");
        compile(source, library, "-O3", "-march=native", "-ffast-math", "-shared", "-fPIC");
        return library;
    }

    private static void compile(Path source, Path result, String... flags) throws IOException, InterruptedException {
        String compiler = compiler().orElseThrow(() -> new IOException("there is no C compiler: none of " + COMPILERS));
        List<String> command = new ArrayList<>(List.of(compiler));
        command.addAll(List.of(flags));
        command.addAll(List.of("-o", result.toString(), source.toString(), "-lm"));
        Commands.output(command.toArray(String[]::new));
    }
}
