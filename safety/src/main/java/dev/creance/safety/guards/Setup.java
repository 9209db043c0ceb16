package dev.creance.safety.guards;

import dev.creance.runtime.LearnedGuard;
import java.util.List;

/**
 * How a guard was set.
 *
 * @param name of the list's entry
 * @param kind as the configuration calls it
 * @param thresholds in words
 * @param learned what it was loaded from; empty where it needs nothing learned
 */
public record Setup(String name, String kind, String thresholds, List<Asset> learned) {
    /** A file that a run depends on. */
    public record Asset(String name, String sha256, String engine, boolean portable) {
        static Asset of(LearnedGuard learned) {
            return new Asset(learned.name(), learned.sha256(), learned.engine(), learned.portable());
        }
    }
}
