package dev.creance.dynamics.quadrotor.estimate;

import dev.creance.runtime.HotPath;

/** Inertial samples from the horizon to the present, oldest first: a ring. */
@HotPath
final class InertialHistory {
    private final double[][] samples;
    private final long[] timesNs;
    private int first;
    private int count;

    InertialHistory(int capacity) {
        samples = new double[capacity][6];
        timesNs = new long[capacity];
    }

    void clear() {
        first = 0;
        count = 0;
    }

    int count() {
        return count;
    }

    boolean isFull() {
        return count == samples.length;
    }

    /** Copies a sample in behind the newest. */
    void add(long timeNs, double[] gyro, int gyroAt, double[] accel, int accelAt) {
        int at = (first + count) % samples.length;
        System.arraycopy(gyro, gyroAt, samples[at], 0, 3);
        System.arraycopy(accel, accelAt, samples[at], 3, 3);
        timesNs[at] = timeNs;
        count++;
    }

    void dropFirst() {
        first = (first + 1) % samples.length;
        count--;
    }

    /** Counted from the oldest. */
    double[] sample(int index) {
        return samples[(first + index) % samples.length];
    }

    long timeNs(int index) {
        return timesNs[(first + index) % samples.length];
    }
}
