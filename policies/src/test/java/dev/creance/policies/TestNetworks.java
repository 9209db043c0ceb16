package dev.creance.policies;

/** TestNetworks so small that what is said of them can be worked out by hand. */
public final class TestNetworks {
    private TestNetworks() {}

    private static OnnxBuilder of(int inputs) {
        return new OnnxBuilder(17).input("x", 1, inputs);
    }

    /** y = x W for a matrix of 2 × 2. */
    public static byte[] product(float... weights) {
        return of(2).floats("W", new long[] {2, 2}, weights)
                .node("MatMul", "x W", "y")
                .output("y")
                .build();
    }

    /** y = ((x − (1, −2)) / (0.1, 10)) diag(0.1, 10). */
    public static byte[] normalised() {
        return of(2).floats("mean", new long[] {2}, 1, -2)
                .floats("spread", new long[] {2}, 0.1f, 10)
                .floats("W", new long[] {2, 2}, 0.1f, 0, 0, 10)
                .node("Sub", "x mean", "shifted")
                .node("Div", "shifted spread", "normalised")
                .node("MatMul", "normalised W", "y")
                .output("y")
                .build();
    }

    /** y = (x, x, …). */
    public static byte[] repeated(int times) {
        return of(1).integers("shape", 1, times)
                .node("Expand", "x shape", "y")
                .output("y")
                .build();
    }

    /** y = x + tanh x. */
    public static byte[] residual() {
        return of(2).node("Tanh", "x", "t").node("Add", "x t", "y").output("y").build();
    }

    /** y = x tanh x. */
    public static byte[] square() {
        return of(2).node("Tanh", "x", "t").node("Mul", "x t", "y").output("y").build();
    }

    /** y = relu(x W) V with hidden units of which the last has no weights. */
    public static byte[] withADeadUnit() {
        return of(2).floats("W", new long[] {2, 3}, 1, 0, 0, 0, 1, 0)
                .floats("V", new long[] {3, 1}, 1, 1, 1)
                .node("MatMul", "x W", "h")
                .node("Relu", "h", "a")
                .node("MatMul", "a V", "y")
                .output("y")
                .build();
    }
}
