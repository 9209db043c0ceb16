package dev.creance.bench.critic;

import dev.creance.bench.Share;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What the episodes of a variant come to. */
record Figures(Variant variant, List<Outcome> outcomes) {
    Share violated() {
        return share(Outcome::violated);
    }

    Share succeeded() {
        return share(Outcome::succeeded);
    }

    Share stopped() {
        return share(Outcome::stopped);
    }

    private Share share(Predicate<Outcome> what) {
        return new Share((int) outcomes.stream().filter(what).count(), outcomes.size());
    }

    /** Of all goals there were. */
    double goalsReached() {
        return sum(Outcome::reached) / sum(Outcome::goals);
    }

    /** Of all ticks flown. */
    double recovering() {
        return sum(Outcome::recoveryTicks) / sum(Outcome::ticks);
    }

    /** Of all ticks flown. */
    double backingUp() {
        return sum(Outcome::backupTicks) / sum(Outcome::ticks);
    }

    long ticks() {
        return outcomes.stream().mapToLong(Outcome::ticks).sum();
    }

    /** How often the recovery policy took over, an episode. */
    double onsets() {
        return sum(Outcome::onsets) / outcomes.size();
    }

    private double sum(ToDoubleFunction<Outcome> what) {
        return outcomes.stream().mapToDouble(what).sum();
    }

    /** Episodes that were violated with the other and not here. */
    int rescued(Figures other) {
        return pairs(other, true, false);
    }

    /** Episodes that were violated here and not with the other. */
    int harmed(Figures other) {
        return pairs(other, false, true);
    }

    private int pairs(Figures other, boolean there, boolean here) {
        int found = 0;
        for (int i = 0; i < outcomes.size(); i++) {
            found +=
                    other.outcomes.get(i).violated() == there && outcomes.get(i).violated() == here ? 1 : 0;
        }
        return found;
    }
}
