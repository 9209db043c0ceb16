package dev.creance.policies.lint;

import dev.creance.policies.PolicyReport.Finding;
import dev.creance.policies.PolicyReport.Severity;
import dev.creance.policies.manifest.Normaliser;
import dev.creance.policies.manifest.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the manifest says of the observation's normaliser against what stands before the network's first layer. */
final class NormaliserCheck {
    /** Below this share of the median spread a value was constant in training. */
    private static final double CONSTANT = 1e-3;

    private NormaliserCheck() {}

    /** @param any whether the network normalises any of its observations, where it takes several */
    static List<Finding> of(Observation observation, FirstLayer layer, List<Block> blocks, boolean any) {
        List<Finding> findings = new ArrayList<>();
        boolean found = layer.isNormalised();
        String input = "'" + observation.tensor().label() + "'";
        switch (observation.normaliser()) {
            case Normaliser.InGraph inGraph
            when !any ->
                findings.add(new Finding(
                        Severity.WARNING,
                        "normaliser_lost",
                        "the manifest says 'normaliser: in_graph', but " + input + " enters the first layer as it is:"
                                + " either it was trained without one ('none'), or the export lost it"));
            case Normaliser.None none
            when found ->
                findings.add(new Finding(
                        Severity.WARNING,
                        "normaliser_unsaid",
                        "the manifest says 'normaliser: none', but the network shifts and scales the values of " + input
                                + " before its first layer: if that is its normaliser, write 'in_graph'"));
            case Normaliser.File file
            when found ->
                findings.add(new Finding(
                        Severity.WARNING,
                        "normalised_twice",
                        "the manifest normalises with '" + file.file().file() + "', and the network normalises " + input
                                + " again"));
            default -> {
                // what is said is what is there, or cannot be told
            }
        }
        if (found) {
            constants(layer, blocks, findings);
        }
        return findings;
    }

    /** A value that never changed in training is divided by next to nothing: whatever it is now, it drowns all others. */
    private static void constants(FirstLayer layer, List<Block> blocks, List<Finding> findingsOut) {
        double median = median(layer.spread());
        for (Block block : blocks) {
            for (int value = 0; value < block.size(); value++) {
                double spread = layer.spread()[block.columns()[value][0]];
                if (spread < CONSTANT * median) {
                    findingsOut.add(new Finding(
                            Severity.WARNING,
                            "constant_in_training",
                            block.name() + "[" + value + "] never changed in training: the network divides it by "
                                    + spread
                                    + ", so that any other value than " + layer.mean()[block.columns()[value][0]]
                                    + " drowns the rest"));
                }
            }
        }
    }

    private static double median(double[] values) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }
}
