package dev.creance.runtime;

import java.nio.FloatBuffer;

/** A loaded network with preallocated tensors: the form in which guards receive learned critics. Not thread-safe. */
public interface Network extends AutoCloseable {
    int inputs();

    int outputs();

    String inputName(int index);

    String outputName(int index);

    /** The tensor's memory, row-major, native order. Write before {@link #run}. */
    FloatBuffer input(int index);

    /** The tensor's memory, row-major, native order. Read after {@link #run}. */
    FloatBuffer output(int index);

    /** Computes the outputs; false where the engine failed. */
    boolean run();

    @Override
    void close();
}
