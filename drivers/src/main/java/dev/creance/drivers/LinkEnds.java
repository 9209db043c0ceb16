package dev.creance.drivers;

import dev.creance.runtime.Link;
import java.util.Optional;

/**
 * An open link, and where the far end is in this process too, that end.
 *
 * @param near what the runtime's device speaks over
 * @param farEnd what a simulated device speaks over; null where the far end is somewhere else
 */
public record LinkEnds(Link near, Link farEnd) implements AutoCloseable {
    /** The end for a simulated device, where there is one. */
    public Optional<Link> far() {
        return Optional.ofNullable(farEnd);
    }

    @Override
    public void close() {
        near.close();
        if (farEnd != null) {
            farEnd.close();
        }
    }
}
