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
        Path source = source(name, folder);
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

    /** Compiles {@code NAME.c} of the resources for this machine, to the digits that C asks for. */
    static Path library(String name, Path folder, List<String> flags) throws IOException, InterruptedException {
        Path library = Files.createTempFile(folder, name, ".so");
        List<String> all = new ArrayList<>(
                List.of("-O3", "-march=native", "-fno-math-errno", "-fno-trapping-math", "-shared", "-fPIC"));
        all.addAll(flags);
        compile(source(name, folder), library, all.toArray(String[]::new));
        return library;
    }

    private static Path source(String name, Path folder) throws IOException {
        Path source = folder.resolve(name + ".c");
        try (InputStream in = NativeProgram.class.getResourceAsStream("/c/" + name + ".c")) {
            return Files.write(source, in.readAllBytes());
        }
    }

    private static void compile(Path source, Path result, String... flags) throws IOException, InterruptedException {
        String compiler = compiler().orElseThrow(() -> new IOException("there is no C compiler: none of " + COMPILERS));
        List<String> command = new ArrayList<>(List.of(compiler));
        command.addAll(List.of(flags));
        command.addAll(List.of("-o", result.toString(), source.toString(), "-lm"));
        Commands.output(command.toArray(String[]::new));
    }
}
