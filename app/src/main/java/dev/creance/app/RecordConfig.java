package dev.creance.app;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Section {@code record}.
 *
 * <pre>{@code
 * record: {dir: runs, rotate: 256 MiB, ring: 64 MiB}
 * }</pre>
 *
 * @param directory where each run makes a folder of its own; default {@code runs}
 * @param rotateBytes size at which the log goes on in a next file; default 256 MiB
 * @param ringBytes size of the flight record ring: what the log may fall behind; default 32 MiB
 */
record RecordConfig(Path directory, long rotateBytes, long ringBytes) {
    private static final double MIB = 1024 * 1024;

    static RecordConfig from(Optional<ConfigNode> section) {
        if (section.isEmpty()) {
            return new RecordConfig(Path.of("runs"), (long) (256 * MIB), (long) (32 * MIB));
        }
        ConfigNode node = section.get().only("dir", "rotate", "ring");
        return new RecordConfig(
                node.optional("dir").map(ConfigNode::filePath).orElse(Path.of("runs")),
                bytes(node.optional("rotate"), 1, 65536, 256),
                bytes(node.optional("ring"), 1, 4096, 32));
    }

    private static long bytes(Optional<ConfigNode> node, double leastMib, double greatestMib, double standardMib) {
        return Math.round(node.map(n -> n.quantity(Dimension.DATA, leastMib * MIB, greatestMib * MIB))
                .orElse(standardMib * MIB));
    }
}
