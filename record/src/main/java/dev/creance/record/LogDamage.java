package dev.creance.record;

import dev.creance.record.mcap.McapDamage;
import java.nio.file.Path;

/** A place in a file of a log that is not as it was written. */
public record LogDamage(Path file, McapDamage damage) {
    @Override
    public String toString() {
        return file + ", " + damage;
    }
}
