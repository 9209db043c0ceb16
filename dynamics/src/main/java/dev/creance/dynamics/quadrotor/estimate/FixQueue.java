package dev.creance.dynamics.quadrotor.estimate;

import dev.creance.runtime.HotPath;

/** Fixes that the horizon has not reached yet, in the order of the times they were taken at. */
@HotPath
final class FixQueue {
    private static final int CAPACITY = 64;

    private final Fix[] fixes = new Fix[CAPACITY];
    private int count;

    /** One fix of a part of the state. */
    static final class Fix {
        long takenNs;

        /** Offset in the error state, which says what it is. */
        int block;

        /** Three values, or a quaternion. */
        final double[] value = new double[4];

        double deviation;
    }

    FixQueue() {
        for (int i = 0; i < CAPACITY; i++) {
            fixes[i] = new Fix();
        }
    }

    void clear() {
        count = 0;
    }

    boolean isFull() {
        return count == CAPACITY;
    }

    boolean isEmpty() {
        return count == 0;
    }

    Fix first() {
        return fixes[0];
    }

    /** Makes room for a fix at its place; the caller fills in the rest. */
    Fix insert(long takenNs) {
        Fix free = fixes[count];
        int at = count;
        while (at > 0 && fixes[at - 1].takenNs > takenNs) {
            fixes[at] = fixes[at - 1];
            at--;
        }
        fixes[at] = free;
        free.takenNs = takenNs;
        count++;
        return free;
    }

    void dropFirst() {
        Fix dropped = fixes[0];
        System.arraycopy(fixes, 1, fixes, 0, count - 1);
        count--;
        fixes[count] = dropped;
    }
}
