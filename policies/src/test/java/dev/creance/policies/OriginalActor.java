package dev.creance.policies;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * The Learning-to-Fly actor summed as its original sums it: bias first, then input by input, each product and sum rounded to
 * float32, fast tanh x (27 + x²) / (27 + 9 x²) of x within ±3. Engines sum in other orders, which changes last digits.
 */
public final class OriginalActor {
    private final float[][][] weights;
    private final float[][] biases;

    private OriginalActor(float[][][] weights, float[][] biases) {
        this.weights = weights;
        this.biases = biases;
    }

    /** With the weights of the zoo's {@code l2f_own_350k}. */
    public static OriginalActor learningToFly() {
        PolicyFiles files = PolicyFiles.inZoo("l2f_own_350k");
        String file = "l2f_own_350k.onnx";
        Map<String, OnnxModel.Tensor> tensors =
                OnnxModel.parse(files.nameOf(file), files.read(file)).graph().initialisers().stream()
                        .collect(Collectors.toMap(OnnxModel.Tensor::name, tensor -> tensor));
        float[][][] weights = new float[3][][];
        float[][] biases = new float[3][];
        for (int layer = 0; layer < 3; layer++) {
            OnnxModel.Tensor w = tensors.get("W" + layer);
            biases[layer] = floats(tensors.get("b" + layer).values(), 0, (int) w.dims()[0]);
            weights[layer] = new float[(int) w.dims()[0]][];
            for (int row = 0; row < weights[layer].length; row++) {
                weights[layer][row] = floats(w.values(), row * (int) w.dims()[1], (int) w.dims()[1]);
            }
        }
        return new OriginalActor(weights, biases);
    }

    private static float[] floats(double[] from, int at, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) from[at + i];
        }
        return values;
    }

    public void infer(float[] observation, float[] actionOut) {
        float[] x = observation;
        for (int i = 0; i < weights.length; i++) {
            x = layer(weights[i], biases[i], x);
        }
        System.arraycopy(x, 0, actionOut, 0, actionOut.length);
    }

    private static float[] layer(float[][] w, float[] b, float[] x) {
        float[] y = new float[b.length];
        for (int row = 0; row < y.length; row++) {
            float sum = b[row];
            for (int i = 0; i < x.length; i++) {
                sum += w[row][i] * x[i];
            }
            y[row] = fastTanh(Math.max(-3, Math.min(3, sum)));
        }
        return y;
    }

    private static float fastTanh(float x) {
        float square = x * x;
        return x * (27 + square) / (27 + 9 * square);
    }
}
