package dev.creance.runtime;

/** The simulated machine: state advanced by fixed steps. Allocation-free after construction; not thread-safe. */
public interface Plant {
    /** The actuator commands it takes, SI units. */
    Layout commands();

    /** What a device around it measures (truth; sensor models come on top). */
    Layout measurements();

    /** Advances the state by {@code dtS} seconds with the commands held. */
    @HotPath
    void step(double[] commands, double dtS);

    /** Writes the measurements of the present state. */
    @HotPath
    void measure(double[] measurementsOut);
}
