package dev.creance.safety.guards;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.LearnedGuard;
import dev.creance.runtime.config.ConfigNode;

/** What was learned, asked about a proposal. */
@HotPath
final class Rating {
    private final LearnedGuard learned;
    private final Score score;
    private final float[] features;

    /** @param use where it is named */
    Rating(LearnedGuard learned, ConfigNode use) {
        this.learned = learned;
        features = new float
                [learned.features().observationSize() + learned.features().commandSize()];
        score = score(learned, use, features.length);
    }

    private static Score score(LearnedGuard learned, ConfigNode use, int size) {
        return switch (learned.form()) {
            case CRITIC, VALUE, DENSITY -> new NetworkScore(learned.network().orElseThrow());
            case POLYNOMIAL -> Polynomial.of(learned.table(), size, use);
            case MAHALANOBIS -> Mahalanobis.of(learned.table(), size, use);
            case SAMPLES -> throw use.error("='" + use.string() + "' holds samples, which rate nothing");
        };
    }

    Setup.Asset asset() {
        return Setup.Asset.of(learned);
    }

    void observe(Sight sight) {
        learned.features().observe(sight.sensors, sight.reference);
    }

    /** NaN where it cannot be told: engines make plausible numbers of what is none. */
    double of(double[] proposal) {
        learned.features().fill(proposal, features);
        for (int i = 0; i < features.length; i++) {
            if (!Float.isFinite(features[i])) {
                return Double.NaN;
            }
        }
        return score.of(features);
    }

    void acted(double[] executed) {
        learned.features().acted(executed);
    }

    void close() {
        learned.close();
    }
}
