package dev.creance.bench.guards;

import dev.creance.runtime.config.ConfigFile;
import java.util.List;

/** What the guards of a section {@code shield} are called. */
final class GuardNames {
    private GuardNames() {}

    static List<String> of(String shield) {
        return ConfigFile.parse("robot.yaml", shield).child("guards").items().stream()
                .map(guard -> guard.optional("name")
                        .orElseGet(() -> guard.child("kind"))
                        .string())
                .toList();
    }
}
