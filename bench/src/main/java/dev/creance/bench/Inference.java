package dev.creance.bench;

/** A network as one contestant runs it. */
interface Inference extends AutoCloseable {
    /** Sets a value of an input before a run. */
    void set(int input, int index, float value);

    void run();

    @Override
    void close();
}
