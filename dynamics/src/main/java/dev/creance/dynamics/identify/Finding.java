package dev.creance.dynamics.identify;

import dev.creance.dynamics.Interval;
import java.util.Locale;

/** What a recording says of one parameter. */
public sealed interface Finding {
    /** With its SI unit. */
    String name();

    /** The recording bounds it. */
    record Found(String name, double value, Interval bound) implements Finding {}

    /** The recording leaves it open, and why; so there is no number. */
    record Open(String name, String reason) implements Finding {}

    /**
     * Found, if its bound is narrow enough to be of use.
     *
     * @param seen whether the recording depends on it in a way of its own
     */
    static Finding of(String name, boolean seen, Estimate estimate, Limits limits) {
        if (!seen) {
            return new Open(name, "nothing that was recorded depends on it alone; " + limits.remedy);
        }
        double allowed = limits.sampling * (Math.abs(estimate.value()) + 10 * limits.most);
        Interval bound = estimate.interval(limits.confidence).widened(allowed);
        double relative = bound.half() / Math.abs(estimate.value());
        if (!(relative <= limits.mostRelative || bound.half() <= limits.most)) {
            return new Open(
                    name,
                    String.format(
                            Locale.ROOT, "the recording leaves it open by %.0f %%; %s", 100 * relative, limits.remedy));
        }
        return new Found(name, estimate.value(), bound);
    }

    /**
     * When a number is worth telling: half of its bound is small, beside its value or at all.
     *
     * @param mostRelative half of the bound over the value
     * @param most half of the bound
     * @param sampling what equations that are integrated from sample to sample leave out: of the value, and more of {@code most}
     * @param remedy what would narrow the bound
     */
    record Limits(double confidence, double mostRelative, double most, double sampling, String remedy) {}
}
