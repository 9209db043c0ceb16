package dev.creance.policies.plan;

import dev.creance.policies.kernels.Binary;
import java.util.Optional;

/** What tables of addresses amount to: the shape that they were made from. */
final class AddressTable {
    private AddressTable() {}

    /** Whether each address follows the one before. */
    static boolean isRun(int[] addresses) {
        return runs(addresses, 0, addresses.length, 1);
    }

    private static boolean runs(int[] addresses, int from, int to, int step) {
        for (int i = from + 1; i < to; i++) {
            if (addresses[i] != addresses[i - 1] + step) {
                return false;
            }
        }
        return true;
    }

    /** How two tensors meet in rows and columns, if they do. */
    static Optional<Binary.Shape> meeting(int[] a, int[] b) {
        int columns = Math.min(evenly(a), evenly(b));
        int rows = a.length / columns;
        int aStep = columns == 1 ? 1 : a[1] - a[0];
        int bStep = columns == 1 ? 1 : b[1] - b[0];
        int aRow = rows == 1 ? 0 : a[columns] - a[0];
        int bRow = rows == 1 ? 0 : b[columns] - b[0];
        boolean fits = rows * columns == a.length
                && aRow >= 0
                && bRow >= 0
                && (aStep == 1 || aStep == 0)
                && (bStep == 1 || bStep == 0)
                && aStep + bStep > 0
                && isGrid(a, columns, aRow, aStep)
                && isGrid(b, columns, bRow, bStep);
        return fits ? Optional.of(new Binary.Shape(rows, columns, aRow, aStep, bRow, bStep)) : Optional.empty();
    }

    /** How many addresses from the first on are the same step apart. */
    private static int evenly(int[] addresses) {
        int count = Math.min(2, addresses.length);
        while (count < addresses.length && addresses[count] - addresses[count - 1] == addresses[1] - addresses[0]) {
            count++;
        }
        return count;
    }

    private static boolean isGrid(int[] addresses, int columns, int row, int step) {
        for (int i = 0; i < addresses.length; i++) {
            if (addresses[i] != addresses[0] + i / columns * row + i % columns * step) {
                return false;
            }
        }
        return true;
    }
}
