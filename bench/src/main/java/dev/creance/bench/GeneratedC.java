package dev.creance.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * The C that onnx2c (github.com/kraiskil/onnx2c) makes of a network, compiled here: {@code void entry(inputs…, outputs…)}, each a
 * pointer to its values, in the order of the graph. Called in this JVM, some nanoseconds a call, so that it takes its turns like
 * everyone else.
 */
final class GeneratedC implements Inference {
    private static final long LINE_BYTES = 64;

    private final Arena arena = Arena.ofAuto();
    private final List<MemorySegment> inputs = new ArrayList<>();
    private final List<MemorySegment> outputs = new ArrayList<>();
    private final Runnable entry;

    private GeneratedC(Path library, EngineInference shapes) throws IOException {
        for (int i = 0; i < shapes.inputs(); i++) {
            inputs.add(arena.allocate(Float.BYTES * (long) shapes.inputSize(i), LINE_BYTES));
        }
        for (int i = 0; i < shapes.outputs(); i++) {
            outputs.add(arena.allocate(Float.BYTES * (long) shapes.outputSize(i), LINE_BYTES));
        }
        entry = entry(library);
    }

    @SuppressWarnings("restricted") // a function of a library that we have just compiled
    private Runnable entry(Path library) throws IOException {
        MemorySegment function = SymbolLookup.libraryLookup(library, arena)
                .find("entry")
                .orElseThrow(() -> new IOException(library + " has no function 'entry'"));
        Object[] all = Stream.concat(inputs.stream(), outputs.stream()).toArray();
        MemoryLayout[] pointers = Collections.nCopies(all.length, ADDRESS).toArray(MemoryLayout[]::new);
        MethodHandle call = Linker.nativeLinker().downcallHandle(function, FunctionDescriptor.ofVoid(pointers));
        return MethodHandleProxies.asInterfaceInstance(Runnable.class, MethodHandles.insertArguments(call, 0, all));
    }

    /**
     * Generates and compiles it.
     *
     * @param shapes of the same network
     * @throws IOException where one of the two programs fails, with what it says
     */
    static GeneratedC of(Path onnx2c, Path graph, EngineInference shapes) throws IOException, InterruptedException {
        try (WorkFolder folder = WorkFolder.create()) {
            Path source = folder.path().resolve("network.c");
            Commands.print(source, onnx2c.toString(), graph.toString());
            return new GeneratedC(NativeProgram.library(source), shapes);
        }
    }

    @Override
    public void set(int input, int index, float value) {
        inputs.get(input).setAtIndex(JAVA_FLOAT, index, value);
    }

    @Override
    public void run() {
        entry.run();
    }

    /** Greatest difference between the outputs of two. */
    double differenceFrom(EngineInference other) {
        double greatest = 0;
        for (int output = 0; output < outputs.size(); output++) {
            for (int i = 0; i < other.outputSize(output); i++) {
                float ours = outputs.get(output).getAtIndex(JAVA_FLOAT, i);
                greatest = Math.max(greatest, Math.abs(ours - other.output(output, i)));
            }
        }
        return greatest;
    }

    @Override
    public void close() {
        // its memory goes with it
    }
}
