package dev.creance.policies.lint;

import dev.creance.policies.PolicyReport.Finding;
import dev.creance.policies.PolicyReport.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names terms that would fit better in each other's place, and terms of another scale than the network was trained with. */
final class TermCheck {
    /** From e⁴ ≈ 55 times as likely on: no two terms of the published policies reach it where they stand. */
    private static final double SUSPICION = 4;

    /** Published policies lie up to a factor of 4.2 from the expected spreads. */
    private static final double SCALE_OFF_BY = 8;

    /** By weights alone there is more scatter: a factor of up to 7 among published policies. */
    private static final double SCALE_OFF_BY_WEIGHTS = 10;

    private static final int ENOUGH_TERMS = 4;

    private record Placed(Block block, Expectation expected) {}

    private final TermFit fit;
    private final List<Placed> known;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Placed> suspects = new HashSet<>();

    private TermCheck(TermFit fit, List<Placed> known) {
        this.fit = fit;
        this.known = known;
    }

    /** @param expected by block; null where nothing is known of its values */
    static List<Finding> of(FirstLayer layer, List<Block> blocks, List<Expectation> expected) {
        TermFit fit = new TermFit(layer, layer.isNormalised());
        List<Placed> known = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            boolean reached = Arrays.stream(blocks.get(i).over(layer.weight())).allMatch(weight -> weight > 0);
            boolean spreads = expected.get(i) != null
                    && Arrays.stream(expected.get(i).spread()).anyMatch(spread -> spread > 0);
            if (reached && spreads) {
                known.add(new Placed(blocks.get(i), expected.get(i)));
            }
        }
        TermCheck check = new TermCheck(fit, known);
        check.order();
        check.scale();
        return check.findings;
    }

    private void order() {
        List<String> undecided = new ArrayList<>();
        int decided = 0;
        for (int i = 0; i < known.size(); i++) {
            for (int j = i + 1; j < known.size(); j++) {
                Placed a = known.get(i);
                Placed b = known.get(j);
                if (a.block.size() != b.block.size() || a.block.slots() != b.block.slots()) {
                    continue;
                }
                double evidence = fit.swapped(a.block, a.expected, b.block, b.expected);
                if (evidence > SUSPICION) {
                    swapped(a, b, evidence);
                } else if (evidence > -SUSPICION) {
                    undecided.add(a.block.name() + " and " + b.block.name());
                } else {
                    decided++;
                }
            }
        }
        if (!undecided.isEmpty()) {
            findings.add(new Finding(
                    Severity.NOTE,
                    "undecided_terms",
                    "terms of equal size that could be swapped without a trace in the statistics: "
                            + String.join(", ", undecided) + " (" + decided
                            + " other pairs stand where they belong): compare them with the training code"));
        }
    }

    private void swapped(Placed a, Placed b, double evidence) {
        suspects.add(a);
        suspects.add(b);
        findings.add(new Finding(
                Severity.WARNING,
                "swapped_terms",
                String.format(
                        Locale.ROOT,
                        "%s and %s have %d values each and would fit better swapped: %s; %s (e^%.0f times as likely)",
                        a.block.name(),
                        b.block.name(),
                        a.block.size(),
                        fit.words(a.block, a.expected),
                        fit.words(b.block, b.expected),
                        evidence)));
    }

    private void scale() {
        double[] contributions = known.stream()
                .mapToDouble(each -> fit.contribution(each.block, each.expected))
                .sorted()
                .toArray();
        for (Placed each : known) {
            if (suspects.contains(each)) {
                continue;
            }
            if (fit.normalised()) {
                double wider = fit.widerInTraining(each.block, each.expected);
                if (Math.abs(wider) > Math.log(SCALE_OFF_BY)) {
                    scale(each, Math.exp(wider));
                }
            } else if (contributions.length >= ENOUGH_TERMS) {
                double above = fit.contribution(each.block, each.expected) - median(contributions);
                if (Math.abs(above) > Math.log(SCALE_OFF_BY_WEIGHTS)) {
                    scale(each, Math.exp(-above));
                }
            }
        }
    }

    private static double median(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private void scale(Placed each, double factor) {
        findings.add(new Finding(
                Severity.WARNING,
                "term_scale",
                String.format(
                        Locale.ROOT,
                        "%s looks %.2g times too %s: %s%s; was a scale lost or applied twice?",
                        each.block.name(),
                        Math.max(factor, 1 / factor),
                        factor > 1 ? "small" : "large",
                        fit.words(each.block, each.expected),
                        fit.normalised() ? "" : ", far from what the other terms make of theirs")));
    }
}
