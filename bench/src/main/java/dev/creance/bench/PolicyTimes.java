package dev.creance.bench;

/**
 * What one contestant takes for one network.
 *
 * @param difference greatest between its outputs and those of ONNX Runtime's C API; NaN where not compared
 */
record PolicyTimes(String network, String contestant, double difference, BatchTimes backToBack, PacedTimes paced) {
    static final String NATIVE = "native engine";
    static final String C_API = "onnxruntime C";
    static final String PINNED = "onnxruntime Java, pinned";
    static final String NAIVE = "onnxruntime Java, naive";
    static final String ONNX2C = "onnx2c, -O3 -ffast-math";

    /** Always, so that its end is no sign of being warm. */
    boolean leavesGarbage() {
        return contestant.equals(PINNED) || contestant.equals(NAIVE);
    }

    PolicyTimes(String network, String contestant, Inference inference, double difference, int rounds, int calls) {
        this(
                network,
                contestant,
                difference,
                new BatchTimes(inference::run, rounds),
                new PacedTimes(inference::run, calls));
    }
}
