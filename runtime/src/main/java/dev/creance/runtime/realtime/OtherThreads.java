package dev.creance.runtime.realtime;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The threads of this process beside the calling one: those of the JVM (collector, compilers) included. */
final class OtherThreads {
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final Path SELF = Path.of("/proc/thread-self");

    private OtherThreads() {}

    /**
     * How many were moved and how many stayed, for they may run on no other processor.
     *
     * @param moved may run everywhere else they might before
     */
    record Moved(int moved, int stayed) {}

    /** Takes a processor away from each of them. One that ends meanwhile counts as neither. */
    static Moved keepOff(int cpu) throws IOException {
        String self = Files.readSymbolicLink(SELF).getFileName().toString();
        int moved = 0;
        int stayed = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS);
                Arena arena = Arena.ofConfined()) {
            MemorySegment mask = arena.allocate(Realtime.MASK_BYTES, 8);
            for (Path task : tasks) {
                String name = task.getFileName().toString();
                int thread = Integer.parseInt(name);
                if (name.equals(self) || Libc.sched_getaffinity(thread, Realtime.MASK_BYTES, mask.address()) != 0) {
                    continue;
                }
                if (!clear(mask, cpu)) {
                    stayed++;
                } else if (Libc.sched_setaffinity(thread, Realtime.MASK_BYTES, mask.address()) == 0) {
                    moved++;
                }
            }
        }
        return new Moved(moved, stayed);
    }

    /** Whether a processor is left. */
    private static boolean clear(MemorySegment mask, int cpu) {
        long left = 0;
        for (int i = 0; i < Realtime.MASK_BYTES / Long.BYTES; i++) {
            long word = mask.getAtIndex(ValueLayout.JAVA_LONG, i);
            if (i == cpu / Long.SIZE) {
                word &= ~(1L << cpu % Long.SIZE);
                mask.setAtIndex(ValueLayout.JAVA_LONG, i, word);
            }
            left |= word;
        }
        return left != 0;
    }
}
