package dev.creance.policies.kernels;

import dev.creance.runtime.HotPath;
import java.lang.foreign.MemorySegment;

/** A function of two floats, element by element, rounded as IEEE 754 does; of NaN and −0, MIN and MAX make what Java makes. */
public enum Binary {
    ADD,
    SUB,
    MUL,
    DIV,
    MIN,
    MAX;

    /**
     * How two tensors meet in a result of [rows][columns]: element [row][column] of each stands at row·rowStep + column·step.
     *
     * @param aRow floats from one row of a to the next; 0 where all rows share one
     * @param aStep 1, or 0 where one float is for the whole row
     */
    public record Shape(int rows, int columns, int aRow, int aStep, int bRow, int bStep) {
        /** One of both at least has a float for each column. */
        public Shape {
            if (rows < 1 || columns < 1 || aRow < 0 || bRow < 0) {
                throw new IllegalArgumentException("no rows and columns: " + rows + ", " + columns);
            }
            if ((aStep | bStep) != 1 || aStep < 0 || bStep < 0) {
                throw new IllegalArgumentException("steps " + aStep + " and " + bStep + " are not 0 and 1, or both 1");
            }
        }

        /** Both of the same shape. */
        public static Shape same(int count) {
            return new Shape(1, count, 0, 1, 0, 1);
        }

        /** b is one float. */
        public static Shape byScalar(int count) {
            return new Shape(1, count, 0, 1, 0, 0);
        }

        /** a is one float. */
        public static Shape ofScalar(int count) {
            return new Shape(1, count, 0, 0, 0, 1);
        }

        /** b is a vector along the last axis. */
        public static Shape byRow(int rows, int columns) {
            return new Shape(rows, columns, columns, 1, 0, 1);
        }

        /** b has one float for each row. */
        public static Shape byColumn(int rows, int columns) {
            return new Shape(rows, columns, columns, 1, 1, 0);
        }
    }

    /**
     * y = a ∘ b.
     *
     * @param y may be a or b where that has the shape of y
     */
    @HotPath
    public void apply(MemorySegment memory, int a, int b, int y, Shape shape) {
        if (Lanes.VECTOR) {
            VectorBinary.apply(this, memory, a, b, y, shape);
        } else {
            ScalarBinary.apply(this, memory, a, b, y, shape);
        }
    }
}
