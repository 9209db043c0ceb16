package dev.creance.bench.guards;

import dev.creance.policies.PolicyEnvironment;
import java.util.List;

/** A machine with its guards, in all the conditions that are nominal for it. */
interface Family {
    String name();

    /** What it is, and what varies, in one line. */
    String description();

    /** Names of the guards, in the shield's order. */
    List<String> guards();

    List<Threat> threats();

    Times times();

    /** What no flight without a threat comes to, in words; it has where {@link Scene#harm} passed {@link #mostHarm}. */
    String harm();

    double mostHarm();

    /** What its guards are put between. */
    PolicyEnvironment environment();

    /** One who plays its episodes, one after the other. */
    Stage stage();

    static List<Family> all() {
        return List.of(new FlightFamily(), new CurrentFamily());
    }

    /**
     * Of an episode, s.
     *
     * @param settled from when alarms count
     * @param onset of the threat
     * @param end of the episode
     * @param windows after the onset in which the worst is taken
     */
    record Times(double settled, double onset, double end, double... windows) {}

    /** Keeps what can be used for more than one episode. Not thread-safe. */
    @FunctionalInterface
    interface Stage {
        /** The same for each threat but for what that does. */
        Scene scene(long seed, Threat threat);
    }
}
