package dev.creance.policies.kernels;

import static dev.creance.policies.kernels.Simd.LANES;

import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/** {@link Binary} on vectors: one kernel for each function and for each way in which two rows meet. */
@HotPath
final class VectorBinary {
    private VectorBinary() {}

    static void apply(Binary function, MemorySegment memory, int a, int b, int y, Binary.Shape shape) {
        int rows = shape.rows();
        int columns = shape.columns();
        long left = Simd.address(memory, a, (rows - 1) * shape.aRow() + (columns - 1) * shape.aStep() + 1);
        long right = Simd.address(memory, b, (rows - 1) * shape.bRow() + (columns - 1) * shape.bStep() + 1);
        long to = Simd.address(memory, y, rows * columns);
        long own = memory.address();
        boolean ragged = columns % LANES != 0;
        for (int row = 0; row < rows; row++) {
            long end = to + 4L * (row + 1) * columns;
            if (ragged) {
                VectorRoom.move(end, own);
            }
            row(function, left + 4L * row * shape.aRow(), right + 4L * row * shape.bRow(), end - 4L * columns, shape);
            if (ragged) {
                VectorRoom.move(own, end);
            }
        }
    }

    private static void row(Binary function, long a, long b, long y, Binary.Shape shape) {
        int count = shape.columns();
        if (shape.aStep() == 0) {
            ofScalar(function, a, b, y, count);
        } else if (shape.bStep() == 0) {
            byScalar(function, a, b, y, count);
        } else {
            same(function, a, b, y, count);
        }
    }

    private static void same(Binary function, long a, long b, long y, int count) {
        switch (function) {
            case ADD -> add(a, b, y, count);
            case SUB -> sub(a, b, y, count);
            case MUL -> mul(a, b, y, count);
            case DIV -> div(a, b, y, count);
            case MIN -> min(a, b, y, count);
            case MAX -> max(a, b, y, count);
        }
    }

    private static void byScalar(Binary function, long a, long b, long y, int count) {
        switch (function) {
            case ADD -> addScalar(a, b, y, count);
            case SUB -> subScalar(a, b, y, count);
            case MUL -> mulScalar(a, b, y, count);
            case DIV -> divScalar(a, b, y, count);
            case MIN -> minScalar(a, b, y, count);
            case MAX -> maxScalar(a, b, y, count);
        }
    }

    private static void ofScalar(Binary function, long a, long b, long y, int count) {
        switch (function) {
            case ADD -> addScalar(b, a, y, count);
            case SUB -> subToScalar(a, b, y, count);
            case MUL -> mulScalar(b, a, y, count);
            case DIV -> divToScalar(a, b, y, count);
            case MIN -> minScalar(b, a, y, count);
            case MAX -> maxScalar(b, a, y, count);
        }
    }

    private static void add(long a, long b, long y, int count) {
        for (int i = 0; i < count; i += LANES) {
            Simd.store(Simd.load(a + 4L * i).add(Simd.load(b + 4L * i)), y + 4L * i);
        }
    }

    private static void sub(long a, long b, long y, int count) {
        for (int i = 0; i < count; i += LANES) {
            Simd.store(Simd.load(a + 4L * i).sub(Simd.load(b + 4L * i)), y + 4L * i);
        }
    }

    private static void mul(long a, long b, long y, int count) {
        for (int i = 0; i < count; i += LANES) {
            Simd.store(Simd.load(a + 4L * i).mul(Simd.load(b + 4L * i)), y + 4L * i);
        }
    }

    private static void div(long a, long b, long y, int count) {
        for (int i = 0; i < count; i += LANES) {
            Simd.store(Simd.load(a + 4L * i).div(Simd.load(b + 4L * i)), y + 4L * i);
        }
    }

    private static void min(long a, long b, long y, int count) {
        for (int i = 0; i < count; i += LANES) {
            Simd.store(Simd.load(a + 4L * i).min(Simd.load(b + 4L * i)), y + 4L * i);
        }
    }

    private static void max(long a, long b, long y, int count) {
        for (int i = 0; i < count; i += LANES) {
            Simd.store(Simd.load(a + 4L * i).max(Simd.load(b + 4L * i)), y + 4L * i);
        }
    }

    private static void addScalar(long a, long b, long y, int count) {
        FloatVector right = Simd.broadcast(b);
        for (int i = 0; i < count; i += LANES) {
            Simd.store(Simd.load(a + 4L * i).add(right), y + 4L * i);
        }
    }

    private static void subScalar(long a, long b, long y, int count) {
        FloatVector right = Simd.broadcast(b);
        for (int i = 0; i < count; i += LANES) {
            Simd.store(Simd.load(a + 4L * i).sub(right), y + 4L * i);
        }
    }

    private static void mulScalar(long a, long b, long y, int count) {
        FloatVector right = Simd.broadcast(b);
        for (int i = 0; i < count; i += LANES) {
            Simd.store(Simd.load(a + 4L * i).mul(right), y + 4L * i);
        }
    }

    private static void divScalar(long a, long b, long y, int count) {
        FloatVector right = Simd.broadcast(b);
        for (int i = 0; i < count; i += LANES) {
            Simd.store(Simd.load(a + 4L * i).div(right), y + 4L * i);
        }
    }

    private static void minScalar(long a, long b, long y, int count) {
        FloatVector right = Simd.broadcast(b);
        for (int i = 0; i < count; i += LANES) {
            Simd.store(Simd.load(a + 4L * i).min(right), y + 4L * i);
        }
    }

    private static void maxScalar(long a, long b, long y, int count) {
        FloatVector right = Simd.broadcast(b);
        for (int i = 0; i < count; i += LANES) {
            Simd.store(Simd.load(a + 4L * i).max(right), y + 4L * i);
        }
    }

    private static void subToScalar(long a, long b, long y, int count) {
        FloatVector left = Simd.broadcast(a);
        for (int i = 0; i < count; i += LANES) {
            Simd.store(left.sub(Simd.load(b + 4L * i)), y + 4L * i);
        }
    }

    private static void divToScalar(long a, long b, long y, int count) {
        FloatVector left = Simd.broadcast(a);
        for (int i = 0; i < count; i += LANES) {
            Simd.store(left.div(Simd.load(b + 4L * i)), y + 4L * i);
        }
    }
}
