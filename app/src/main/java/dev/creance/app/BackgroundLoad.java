package dev.creance.app;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Keeps the machine busy with threads of normal priority, for as long as it is open. */
final class BackgroundLoad implements AutoCloseable {
    /** What with. */
    enum Kind {
        NONE,
        /** Arithmetic on every processor. */
        CPU,
        /** Copies of blocks that no cache holds, on every processor. */
        MEMORY,
        /** Writes to a temporary file that are forced to the disk. */
        DISK
    }

    private static final long BLOCK_BYTES = 64L << 20;
    private static final int CHUNK_BYTES = 1 << 20;
    private static final int CHUNKS_A_FORCE = 16;
    private static final long FILE_BYTES = 256L << 20;

    private final Kind kind;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;
    private volatile String failure;

    private BackgroundLoad(Kind kind) {
        this.kind = kind;
    }

    static BackgroundLoad start(Kind kind) {
        BackgroundLoad load = new BackgroundLoad(kind);
        int processors = Runtime.getRuntime().availableProcessors();
        switch (kind) {
            case NONE -> {}
            case CPU -> load.start(processors, load::compute);
            case MEMORY -> load.start(processors, load::copy);
            case DISK -> load.start(1, load::write);
        }
        return load;
    }

    private void start(int count, Runnable work) {
        for (int i = 0; i < count; i++) {
            threads.add(Thread.ofPlatform().name("creance-load").daemon().start(work));
        }
    }

    /** For the report; says so where the load did not last. */
    String name() {
        return kind.name().toLowerCase(Locale.ROOT) + (failure == null ? "" : " (failed: " + failure + ")");
    }

    private void compute() {
        double x = 1;
        // the compiler cannot know that it stays above 0, so it has to compute it
        while (!stopped && x > 0) {
            for (int i = 0; i < 100_000; i++) {
                x = Math.sqrt(x + i);
            }
        }
    }

    private void copy() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment from = arena.allocate(BLOCK_BYTES, 64);
            MemorySegment to = arena.allocate(BLOCK_BYTES, 64);
            while (!stopped) {
                for (long at = 0; at < BLOCK_BYTES && !stopped; at += CHUNK_BYTES) {
                    MemorySegment.copy(from, at, to, at, CHUNK_BYTES);
                }
            }
        } catch (OutOfMemoryError tooLittle) {
            failure = "too little memory";
        }
    }

    private void write() {
        Path file = null;
        try {
            file = Files.createTempFile("creance-load", ".bin");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
                for (long i = 0; !stopped; i++) {
                    int _ = channel.write(chunk.clear(), i * CHUNK_BYTES % FILE_BYTES);
                    if (i % CHUNKS_A_FORCE == 0) {
                        channel.force(false);
                    }
                }
            }
        } catch (IOException full) {
            failure = full.getMessage();
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException staysBehind) {
            // in the temporary folder, which the system empties
        }
    }

    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
