package dev.creance.sim;

/** What of a plant may be changed while it runs. */
public enum Disturbance {
    /** A force on the machine, world or base axes x, y, z, N. */
    FORCE(3, 0);

    private final int size;
    private final double neutral;

    Disturbance(int size, double neutral) {
        this.size = size;
        this.neutral = neutral;
    }

    /** How many values say how much. */
    public int size() {
        return size;
    }

    /** Each value where nothing is disturbed. */
    public double neutral() {
        return neutral;
    }
}
