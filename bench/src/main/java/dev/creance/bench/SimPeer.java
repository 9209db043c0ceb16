package dev.creance.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.creance.sim.batch.Precision;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A plant in plain C: {@code void FUNCTION(const real *constants, real *memory, long count, real dt)}. Its memory is tiles of
 * environments, each a row of numbers per state; a single plant is a tile of one.
 */
final class SimPeer {
    private static final long LINE_BYTES = 64;

    private final Precision precision;
    private final int rows;
    private final int tile;
    private final MemorySegment memory;
    private final Runnable call;

    /**
     * How a source is compiled.
     *
     * @param name of a resource, without its ending
     * @param tile environments side by side
     * @param flags beside {@code -O3 -march=native} and those that say that nobody asks for errno or floating-point traps
     */
    record Build(String name, Precision precision, int tile, List<String> flags) {
        Path compile(Path folder) throws IOException, InterruptedException {
            return NativeProgram.library(
                    name,
                    folder,
                    Stream.concat(
                                    flags.stream(),
                                    Stream.of(
                                            "-DREAL=" + (precision == Precision.DOUBLE ? "double" : "float"),
                                            "-DTILE=" + tile))
                            .toList());
        }
    }

    /** @param count what the function is told: tiles, or steps of a single plant */
    SimPeer(
            Build build,
            Path folder,
            String function,
            double[] constants,
            int rows,
            int environments,
            long count,
            double dtS)
            throws IOException, InterruptedException {
        precision = build.precision();
        this.rows = rows;
        tile = environments == 1 ? 1 : build.tile();
        Arena arena = Arena.ofAuto();
        memory = arena.allocate((long) environments * rows * Double.BYTES, LINE_BYTES);
        MemorySegment numbers = arena.allocate((long) constants.length * Double.BYTES, LINE_BYTES);
        for (int i = 0; i < constants.length; i++) {
            put(numbers, i, constants[i]);
        }
        call = bound(build.compile(folder), arena, function, numbers, count, dtS);
    }

    @SuppressWarnings("restricted") // a function of a library that we have just compiled
    private Runnable bound(Path library, Arena arena, String function, MemorySegment constants, long count, double dtS)
            throws IOException {
        boolean isDouble = precision == Precision.DOUBLE;
        MemorySegment found = SymbolLookup.libraryLookup(library, arena)
                .find(function)
                .orElseThrow(() -> new IOException(library + " has no function '" + function + "'"));
        MethodHandle handle = Linker.nativeLinker()
                .downcallHandle(
                        found,
                        FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, JAVA_LONG, isDouble ? JAVA_DOUBLE : JAVA_FLOAT));
        Object step = isDouble ? (Object) dtS : (Object) (float) dtS;
        return MethodHandleProxies.asInterfaceInstance(
                Runnable.class, MethodHandles.insertArguments(handle, 0, constants, memory, count, step));
    }

    void run() {
        call.run();
    }

    double get(int environment, int row) {
        long index = index(environment, row);
        return precision == Precision.DOUBLE
                ? memory.getAtIndex(JAVA_DOUBLE, index)
                : memory.getAtIndex(JAVA_FLOAT, index);
    }

    void set(int environment, int row, double value) {
        put(memory, index(environment, row), value);
    }

    private long index(int environment, int row) {
        return ((long) environment / tile * rows + row) * tile + environment % tile;
    }

    private void put(MemorySegment target, long index, double value) {
        if (precision == Precision.DOUBLE) {
            target.setAtIndex(JAVA_DOUBLE, index, value);
        } else {
            target.setAtIndex(JAVA_FLOAT, index, (float) value);
        }
    }
}
