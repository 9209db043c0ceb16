package dev.creance.bench.critic;

import java.util.List;
import java.util.SplittableRandom;

/** A machine with something to do that brings it near its limits. */
interface Task {
    String name();

    /** What it is, and what disturbs it, in one line. */
    String description();

    /** One who plays its episodes, one after the other. */
    Stage stage(Variant variant);

    static List<Task> all() {
        return List.of(new FlightTask(), new CurrentTask());
    }

    /** Keeps what can be used for more than one episode. Not thread-safe. */
    @FunctionalInterface
    interface Stage {
        /** An episode drawn at random: the same for every variant but for who guards. */
        Scene scene(SplittableRandom random);
    }
}
