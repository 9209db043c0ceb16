package dev.creance.runtime.lateness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A small text file of the kernel's that is read again and again without making garbage. What cannot be read or is no number
 * is {@link #UNKNOWN}; nothing here throws.
 */
final class ProcFile implements AutoCloseable {
    static final long UNKNOWN = -1;
    private static final int NOT_THERE = -1;

    private final FileChannel channel; // null where it cannot be opened
    private final ByteBuffer buffer;
    private final byte[] text;
    private int length;

    /** @param bytes to read at most, from the start */
    ProcFile(Path path, int bytes) {
        text = new byte[bytes];
        buffer = ByteBuffer.allocateDirect(bytes);
        channel = open(path);
    }

    private static FileChannel open(Path path) {
        try {
            return FileChannel.open(path, StandardOpenOption.READ);
        } catch (IOException | SecurityException notThere) {
            return null;
        }
    }

    /** Reads it anew; false, and all unknown, where that fails. */
    boolean read() {
        length = 0;
        if (channel == null) {
            return false;
        }
        buffer.clear();
        try {
            int count = channel.read(buffer, 0);
            length = Math.max(0, count);
        } catch (IOException threadOrProcessIsGone) {
            return false;
        }
        buffer.flip().get(text, 0, length);
        return length > 0;
    }

    /** The number in a column of the line that starts with these characters and a blank; the first column is 0. */
    long number(String line, int column) {
        int at = line.isEmpty() ? 0 : afterLabel(line);
        return at == NOT_THERE ? UNKNOWN : number(at, column);
    }

    /** The number in a column after the last closing parenthesis: of {@code stat}, whose second field may hold anything. */
    long numberAfterName(int column) {
        for (int i = length - 1; i >= 0; i--) {
            if (text[i] == ')') {
                return number(i + 1, column);
            }
        }
        return UNKNOWN;
    }

    private int afterLabel(String label) {
        for (int start = 0; start < length; start = nextLine(start)) {
            int end = start + label.length();
            if (end < length && isBlank(text[end]) && startsWith(start, label)) {
                return end;
            }
        }
        return NOT_THERE;
    }

    private boolean startsWith(int start, String label) {
        for (int i = 0; i < label.length(); i++) {
            if (text[start + i] != label.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int nextLine(int from) {
        int at = from;
        while (at < length && text[at] != '\n') {
            at++;
        }
        return at + 1;
    }

    private long number(int from, int column) {
        int at = from;
        for (int skipped = 0; ; skipped++) {
            while (at < length && isBlank(text[at])) {
                at++;
            }
            if (skipped == column) {
                return digits(at);
            }
            while (at < length && !isBlank(text[at]) && text[at] != '\n') {
                at++;
            }
            if (at >= length || text[at] == '\n') {
                return UNKNOWN;
            }
        }
    }

    private long digits(int from) {
        long value = 0;
        int at = from;
        while (at < length && text[at] >= '0' && text[at] <= '9') {
            value = value * 10 + (text[at] - '0');
            if (value < 0 || at - from > 18) {
                return UNKNOWN;
            }
            at++;
        }
        boolean whole = at == length || isBlank(text[at]) || text[at] == '\n';
        return at > from && whole ? value : UNKNOWN;
    }

    private static boolean isBlank(byte character) {
        return character == ' ' || character == '\t';
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException nothingToLose) {
                length = 0;
            }
        }
    }
}
