package dev.creance.record.mcap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where a log is written to: a file, opened by a rule that a sink is given, so that what a full disk does can be tested. */
public interface McapOutput extends AutoCloseable {
    /** Opens outputs. */
    @FunctionalInterface
    interface Opener {
        McapOutput open(Path path) throws IOException;
    }

    /** Appends all of it, or throws after any part of it. */
    void write(ByteBuffer bytes) throws IOException;

    /** Cuts the output to its first {@code size} bytes; needs no space. */
    void truncate(long size) throws IOException;

    /** Waits until everything written will survive the loss of power. */
    void sync() throws IOException;

    @Override
    void close() throws IOException;

    /** A new file; refuses to overwrite one. */
    static McapOutput create(Path path) throws IOException {
        return of(FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /** The end of a file that exists. */
    static McapOutput append(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
        channel.position(channel.size());
        return of(channel);
    }

    private static McapOutput of(FileChannel channel) {
        return new McapOutput() {
            @Override
            public void write(ByteBuffer bytes) throws IOException {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }

            @Override
            public void truncate(long size) throws IOException {
                channel.truncate(size);
                channel.position(size);
            }

            @Override
            public void sync() throws IOException {
                channel.force(false);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
