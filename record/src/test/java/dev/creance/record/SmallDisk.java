package dev.creance.record;

import dev.creance.record.mcap.McapOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A disk with so many bytes left: a write that does not fit writes what does, then fails, as a real one does. */
final class SmallDisk {
    long freeBytes;

    SmallDisk(long freeBytes) {
        this.freeBytes = freeBytes;
    }

    McapOutput open(Path path) throws IOException {
        McapOutput file = McapOutput.create(path);
        return new McapOutput() {
            private long size;

            @Override
            public void write(ByteBuffer bytes) throws IOException {
                int fitting = (int) Math.min(bytes.remaining(), freeBytes);
                ByteBuffer part = bytes.slice(bytes.position(), fitting);
                boolean all = fitting == bytes.remaining();
                file.write(part);
                size += fitting;
                freeBytes -= fitting;
                if (!all) {
                    throw new IOException("No space left on device");
                }
            }

            @Override
            public void truncate(long newSize) throws IOException {
                file.truncate(newSize);
                freeBytes += size - newSize;
                size = newSize;
            }

            @Override
            public void sync() throws IOException {
                file.sync();
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }
}
