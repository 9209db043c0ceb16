package dev.creance.policies.graph;

import java.util.Arrays;

/** Row-major shapes and the addresses that follow from them. */
final class Shapes {
    /** Far above any policy's tensors. */
    private static final long MOST_VALUES = 1 << 24;

    private Shapes() {}

    /** @throws Unsupported where a size is negative or larger than any tensor may be */
    static int[] of(long[] dims) {
        for (long dim : dims) {
            if (dim < 0 || dim > MOST_VALUES) {
                throw new Unsupported("a tensor of shape " + Arrays.toString(dims));
            }
        }
        return Arrays.stream(dims).mapToInt(dim -> (int) dim).toArray();
    }

    /** A size in digits. */
    static int size(String digits) {
        long size = digits.length() > 9 ? Long.MAX_VALUE : Long.parseLong(digits);
        return of(new long[] {size})[0];
    }

    static int size(int[] shape) {
        long size = 1;
        for (int dim : shape) {
            size *= dim;
            if (size < 0 || size > MOST_VALUES) {
                throw new Unsupported("a tensor of shape " + Arrays.toString(shape));
            }
        }
        return (int) size;
    }

    /** An axis as ONNX counts it: from the end where negative. */
    static int axis(long axis, int rank) {
        long from0 = axis < 0 ? axis + rank : axis;
        if (from0 < 0 || from0 >= Math.max(rank, 1)) {
            throw new Unsupported("axis " + axis + " of a tensor with " + rank + " axes");
        }
        return (int) from0;
    }

    /** An index as ONNX counts it: from the end where negative. */
    static long fromEnd(long index, int size) {
        return index < 0 ? index + size : index;
    }

    /** What two shapes broadcast to (ONNX, "Broadcasting in ONNX", multidirectional). */
    static int[] broadcast(int[] a, int[] b) {
        int rank = Math.max(a.length, b.length);
        int[] both = new int[rank];
        for (int i = 0; i < rank; i++) {
            int fromA = i < rank - a.length ? 1 : a[i - rank + a.length];
            int fromB = i < rank - b.length ? 1 : b[i - rank + b.length];
            if (fromA != fromB && fromA != 1 && fromB != 1) {
                throw new Unsupported("shapes " + Arrays.toString(a) + " and " + Arrays.toString(b)
                        + ", which do not fit each other");
            }
            both[i] = fromA == 1 ? fromB : fromA;
        }
        return both;
    }

    /** Steps between neighbours along each axis. */
    static int[] steps(int[] shape) {
        int[] steps = new int[shape.length];
        int step = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            steps[i] = step;
            step *= shape[i];
        }
        return steps;
    }

    /** The address of each value of {@code to} in a tensor that is broadcast to it. */
    static int[] broadcastAddresses(int at, int[] shape, int[] to) {
        int[] own = steps(shape);
        int[] steps = new int[to.length];
        for (int i = 0; i < shape.length; i++) {
            steps[to.length - shape.length + i] = shape[i] == 1 ? 0 : own[i];
        }
        return addresses(at, to, steps);
    }

    /** The address of each value of a tensor of this shape, the first at {@code at}, with these steps along its axes. */
    static int[] addresses(int at, int[] shape, int[] steps) {
        int[] addresses = new int[size(shape)];
        int[] index = new int[shape.length];
        int address = at;
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = address;
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                address += steps[axis];
                if (++index[axis] < shape[axis]) {
                    break;
                }
                address -= steps[axis] * shape[axis];
                index[axis] = 0;
            }
        }
        return addresses;
    }
}
