package dev.creance.record;

/** Comparison bit by bit: NaN equals the same NaN, and −0 differs from 0. */
final class Bits {
    private Bits() {}

    static boolean equal(double[] a, double[] b) {
        boolean equal = a.length == b.length;
        for (int i = 0; equal && i < a.length; i++) {
            equal = Double.doubleToRawLongBits(a[i]) == Double.doubleToRawLongBits(b[i]);
        }
        return equal;
    }

    static boolean equal(float[] a, float[] b) {
        boolean equal = a.length == b.length;
        for (int i = 0; equal && i < a.length; i++) {
            equal = Float.floatToRawIntBits(a[i]) == Float.floatToRawIntBits(b[i]);
        }
        return equal;
    }
}
