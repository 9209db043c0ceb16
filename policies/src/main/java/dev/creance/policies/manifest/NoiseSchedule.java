package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.ArrayList;
import java.util.List;

/**
 * How much noise each step of the training added: x' = √(1 − β) x + √β z (Ho et al. 2020, DDPM, equation 2).
 *
 * @param betas one for each step, the least noisy first
 */
public record NoiseSchedule(List<Double> betas) {
    /** With β = 1 nothing of the sample is left, and no step back leads anywhere. */
    private static final double MOST = 0.9999;

    /** Below this share of the sample, noise that is predicted in float32 says nothing of it. */
    private static final double LEAST_LEFT = 1e-15;

    private static final int MOST_STEPS = 10_000;

    static NoiseSchedule read(ConfigNode node) {
        NoiseSchedule schedule = new NoiseSchedule(
                switch (node.child("kind").choice("linear", "cosine", "explicit")) {
                    case "linear" -> linear(node.only("kind", "count", "from", "to"));
                    case "cosine" -> cosine(node.only("kind", "count", "offset", "most"));
                    default ->
                        node.only("kind", "values").child("values").items().stream()
                                .map(NoiseSchedule::beta)
                                .toList();
                });
        if (schedule.betas.isEmpty()) {
            throw node.child("values").error(" is empty").withHint("give one for each step of the training");
        }
        if (schedule.left(schedule.betas.size() - 1) < LEAST_LEFT) {
            throw node.error(" leaves nothing of the sample: the product of 1 − β is below " + LEAST_LEFT)
                    .withHint("compare it with the training code");
        }
        return schedule;
    }

    private static int count(ConfigNode node) {
        return node.child("count").integer(1, MOST_STEPS);
    }

    private static double beta(ConfigNode node) {
        return node.quantity(Dimension.RATIO, 1e-9, MOST);
    }

    private static List<Double> linear(ConfigNode node) {
        int count = count(node);
        double from = beta(node.child("from"));
        double to = beta(node.child("to"));
        List<Double> betas = new ArrayList<>();
        for (int t = 0; t < count; t++) {
            betas.add(count == 1 ? from : from + (to - from) * t / (count - 1));
        }
        return List.copyOf(betas);
    }

    /** What is left follows cos² (Nichol & Dhariwal 2021, equation 17). */
    private static List<Double> cosine(ConfigNode node) {
        int count = count(node);
        double offset = node.child("offset").quantity(Dimension.RATIO, 0, 1);
        double most = beta(node.child("most"));
        List<Double> betas = new ArrayList<>();
        for (int t = 0; t < count; t++) {
            double ratio = squaredCosine((t + 1.0) / count, offset) / squaredCosine((double) t / count, offset);
            betas.add(Math.min(1 - ratio, most));
        }
        return List.copyOf(betas);
    }

    private static double squaredCosine(double part, double offset) {
        double cosine = StrictMath.cos((part + offset) / (1 + offset) * Math.PI / 2);
        return cosine * cosine;
    }

    /** What is left of the sample's variance after a step: ᾱ, the product of 1 − β up to it. */
    public double left(int step) {
        double left = 1;
        for (int t = 0; t <= step; t++) {
            left *= 1 - betas.get(t);
        }
        return left;
    }
}
