package dev.creance.policies.graph;

/** The multiply-adds of evaluations: those of matrices, convolutions and recurrent cells, which are nearly all of the work. */
public final class MultiplyAdds {
    private MultiplyAdds() {}

    public static long of(Plan plan) {
        return plan.operations().stream().mapToLong(MultiplyAdds::of).sum();
    }

    static long of(Operation operation) {
        return switch (operation) {
            case Product product -> (long) product.batches() * product.rows() * product.inner() * product.columns();
            case Gru gru -> 3L * gru.hidden() * (gru.inputs() + gru.hidden());
            case Lstm lstm -> 4L * lstm.hidden() * (lstm.inputs() + lstm.hidden());
            case Convolution convolution ->
                (long) convolution.batches()
                        * convolution.groups()
                        * convolution.outer()
                        * convolution.height().out()
                        * convolution.width().out()
                        * convolution.inner()
                        * convolution.height().kernel()
                        * convolution.width().kernel();
            default -> 0;
        };
    }
}
