package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import java.util.List;
import java.util.Optional;

/** Operations on values that belong to no joints, for tests of those who compute with them. */
public final class Processes {
    private Processes() {}

    public static List<Operation> read(ConfigNode node, int size) {
        return new ProcessReader(size, Optional.empty(), Optional.empty()).read(node);
    }
}
