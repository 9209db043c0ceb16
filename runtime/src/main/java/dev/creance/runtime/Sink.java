package dev.creance.runtime;

/** Takes the record of every tick, in order and without gaps, on the recorder's thread; it may block, but not for ever. */
public interface Sink extends AutoCloseable {
    /** @param record valid during the call only; copy what must stay */
    void accept(TickRecord record);

    @Override
    void close();
}
