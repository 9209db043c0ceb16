package dev.creance.policies.observation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.creance.policies.manifest.Normaliser;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.config.ConfigNode;
import java.io.IOException;

/**
 * The running mean and spread that an observation was normalised with in training, kept beside the network:
 * (x − mean) / √(variance + ε), clipped. The file is JSON: two lists of numbers under the names that the manifest gives.
 */
final class Statistics {
    private final double[] mean;
    private final double[] factor;
    private final double clip;

    Statistics(double[] mean, double[] factor, double clip) {
        this.mean = mean;
        this.factor = factor;
        this.clip = clip;
    }

    /** @param size values of the observation */
    static Statistics read(Normaliser.File normaliser, byte[] file, int size) {
        JsonNode root;
        try {
            root = new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw normaliser.at().child("file").error(" is not JSON: " + e.getMessage());
        }
        double[] mean = numbers(normaliser.at().child("mean"), root.path(normaliser.mean()), size);
        double[] spread = numbers(normaliser.at().child("spread"), root.path(normaliser.spread()), size);
        double[] factor = new double[size];
        for (int i = 0; i < size; i++) {
            double variance = normaliser.variance() ? spread[i] : spread[i] * spread[i];
            factor[i] = 1 / Math.sqrt(variance + normaliser.epsilon());
            if (!(variance >= 0) || !Double.isFinite(factor[i])) {
                throw normaliser
                        .at()
                        .child("spread")
                        .error(" holds " + spread[i] + " at " + i + ", which normalises nothing");
            }
        }
        return new Statistics(mean, factor, normaliser.clip().orElse(Double.POSITIVE_INFINITY));
    }

    private static double[] numbers(ConfigNode at, JsonNode list, int size) {
        if (list.size() != size) {
            throw at.error("='" + at.string() + "' has " + list.size()
                    + " numbers in the file, but the observation has " + size + " values");
        }
        double[] numbers = new double[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = list.get(i).asDouble(Double.NaN);
            if (!Double.isFinite(numbers[i])) {
                throw at.error("='" + at.string() + "' holds no number at " + i);
            }
        }
        return numbers;
    }

    @HotPath
    void apply(double[] values) {
        for (int i = 0; i < values.length; i++) {
            double value = (values[i] - mean[i]) * factor[i];
            values[i] = value < -clip ? -clip : value > clip ? clip : value;
        }
    }
}
