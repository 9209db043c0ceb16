package dev.creance.safety;

import dev.creance.runtime.Layout;
import dev.creance.runtime.Reference;
import dev.creance.runtime.Shield;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import dev.creance.safety.guards.GuardSource;
import java.util.List;

/**
 * The {@code shield:} section of a robot's file, bound for its class of machine, and the way to a shield. Every key, default and
 * bound is in docs/shield.md.
 *
 * <pre>{@code
 * ShieldSettings settings = DriveShieldSettings.from(root.child("shield"), parameters);
 * Shield shield = settings.shield(sensors, commands, timing);
 * shield.decide(in, out);
 * }</pre>
 */
public interface ShieldSettings {
    /**
     * What a key of the section means, for schemas and pages.
     *
     * @param path below {@code shield}, joined by dots
     * @param standard the default in SI units; NaN where a value must be given
     * @param least smallest value, SI units
     * @param greatest greatest value, SI units
     */
    record Key(String path, Dimension dimension, double standard, double least, double greatest, String meaning) {
        /** @param standard the default of this class of machine */
        public static Key of(Setting setting, double standard) {
            return new Key(
                    setting.path(),
                    setting.dimension(),
                    standard,
                    setting.range().least(),
                    setting.range().greatest(),
                    setting.meaning());
        }
    }

    /** Oldest valid sensor frame on which anyone but the backup is in charge. */
    long sensorAgeNs();

    /** How long a silent link may come back; the device's envelope carries the same number. */
    long resumeWindowNs();

    /** One for each channel of the command layout. */
    List<CommandLimit> commandLimits();

    /**
     * Builds the shield.
     *
     * @param guards where learned guards come from
     * @throws dev.creance.runtime.config.ConfigError where the settings break a precondition of a guard for this machine
     * @throws IllegalArgumentException where the layouts are not the machine's
     */
    Shield shield(Layout sensors, Layout commands, ShieldTiming timing, GuardSource guards);

    /** One without learned guards. */
    default Shield shield(Layout sensors, Layout commands, ShieldTiming timing) {
        return shield(sensors, commands, timing, GuardSource.NONE);
    }

    /**
     * Every limit that is kept, with the machine at rest in the middle of its envelope, by the stages of the shield itself.
     *
     * @throws dev.creance.runtime.config.ConfigError where {@link #shield} does
     */
    List<ExplainedLimit> explain(ShieldTiming timing);

    /**
     * Refuses a course that the shield would not let be followed; asked once there is a {@link #shield}.
     *
     * @param at where it was configured
     * @param durationNs how long it is followed
     * @throws dev.creance.runtime.config.ConfigError at {@code at}, with the first time and value beyond a limit
     */
    void checkReference(ConfigNode at, Reference reference, long durationNs);
}
