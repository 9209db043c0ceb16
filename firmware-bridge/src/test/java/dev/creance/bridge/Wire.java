package dev.creance.bridge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One direction of a link in a test: keeps whole frames until they are taken, or loses them where it is cut. */
final class Wire implements Transmit {
    private final List<byte[]> frames = new ArrayList<>();
    private final List<MessageType> types = new ArrayList<>();

    @Override
    public void transmit(MessageType type, byte[] wire, int length) {
        frames.add(Arrays.copyOf(wire, length));
        types.add(type);
    }

    List<MessageType> types() {
        return List.copyOf(types);
    }

    int count(MessageType type) {
        return (int) types.stream().filter(each -> each == type).count();
    }

    byte[] frame(MessageType type) {
        return frames.get(types.lastIndexOf(type));
    }

    /** Everything sent since the last call. */
    byte[] take() {
        int length = frames.stream().mapToInt(frame -> frame.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] frame : frames) {
            System.arraycopy(frame, 0, all, at, frame.length);
            at += frame.length;
        }
        lose();
        return all;
    }

    void lose() {
        frames.clear();
        types.clear();
    }
}
