package dev.creance.bridge;

/** Where an end of the protocol puts the frames it sends. Called on the caller's thread, one whole frame a call. */
@FunctionalInterface
public interface Transmit {
    /**
     * Sends one frame.
     *
     * @param type what it is
     * @param wire encoded bytes with their delimiters; valid during the call only
     * @param length how many of them
     */
    void transmit(MessageType type, byte[] wire, int length);
}
