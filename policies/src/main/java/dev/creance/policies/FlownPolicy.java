package dev.creance.policies;

import dev.creance.runtime.Policy;
import java.util.List;
import java.util.Map;

/** A policy that a configuration put in charge, with what a run says of it. */
public interface FlownPolicy extends Policy {
    /** Its name and, where that was not asked for, what computes it and why. */
    String title();

    /** SHA-256 of the first network's file; {@value Controller#NO_NETWORK} where there is none. */
    String sha256();

    /** Name and version of what computes it. */
    String engine();

    /** Why that computes it; empty where it was asked for. */
    String engineChoice();

    /** Whether the same observations give the same bits on every processor. */
    boolean portable();

    /** A number by which logs know it. */
    long identity();

    /** Where in an action stands what is said about it, by name. */
    Map<String, Integer> ratingPlaces();

    /** What can be asked of it, and what of that it takes. */
    List<SetpointRange> setpoints();

    /** Why the newest inference failed; empty where none has. */
    String failure();
}
