package dev.creance.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What else the machine does while it is measured: one process for each processor, two for the disk. */
enum Load {
    IDLE,
    CPU,
    MEMORY,
    DISK;

    /** What runs until it is closed. */
    record Running(List<Process> processes) implements AutoCloseable {
        @Override
        public void close() {
            processes.forEach(Process::destroyForcibly);
            processes.forEach(process -> process.onExit().join());
        }
    }

    Running start(NativeProgram load, Path folder) throws IOException {
        List<Process> processes = new ArrayList<>();
        int count = this == IDLE ? 0 : this == DISK ? 2 : Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < count; i++) {
            processes.add(new ProcessBuilder(
                            load.path().toString(),
                            label(),
                            folder.resolve("load" + i).toString())
                    .inheritIO()
                    .start());
        }
        return new Running(processes);
    }

    String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
