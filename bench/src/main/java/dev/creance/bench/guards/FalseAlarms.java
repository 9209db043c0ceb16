package dev.creance.bench.guards;

import dev.creance.bench.Share;
import java.util.List;

/**
 * A guard's alarms where there is nothing to detect.
 *
 * @param alarms all together
 * @param hours of flight in which they counted
 * @param episodes with at least one
 * @param worst by how much its limit was passed at most
 */
record FalseAlarms(long alarms, double hours, Share episodes, double worst) {
    private static final double S_PER_H = 3600;

    static FalseAlarms of(int guard, List<Outcome> nominal) {
        int lastWindow = nominal.getFirst().worst()[guard].length - 1;
        return new FalseAlarms(
                nominal.stream().mapToLong(outcome -> outcome.alarms()[guard]).sum(),
                nominal.stream().mapToDouble(Outcome::watchedS).sum() / S_PER_H,
                new Share(
                        (int) nominal.stream()
                                .filter(outcome -> outcome.alarms()[guard] > 0)
                                .count(),
                        nominal.size()),
                nominal.stream()
                        .mapToDouble(outcome -> outcome.worst()[guard][lastWindow])
                        .max()
                        .orElseThrow());
    }

    double perHour() {
        return alarms / hours;
    }
}
