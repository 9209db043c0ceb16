package dev.creance.policies;

import dev.creance.policies.graph.OnnxModel.Edge;
import java.util.List;
import java.util.Map;

/**
 * What a policy's file is: everything that can be told without flying it.
 *
 * @param bytes size of the file
 * @param opsets version by operator domain
 * @param metadata the exporter's own properties; long ones are cut
 * @param operators how often each operator stands in the graph, subgraphs included
 * @param parameters count of the weights
 * @param outputBounds between which values each output can lie, whatever the inputs
 * @param numbers what can be counted and bounded; null where the network cannot be planned
 * @param engine what flies it where its configuration names no engine; "none" where nothing can
 * @param engineChoice why it is that
 * @param latencies of the engines that take it; empty where nothing was measured
 * @param manifest null where there is none beside it
 */
public record PolicyReport(
        String file,
        long bytes,
        String sha256,
        long ir,
        Map<String, Long> opsets,
        String producer,
        String graph,
        String documentation,
        Map<String, String> metadata,
        List<Edge> inputs,
        List<Edge> outputs,
        Map<String, Integer> operators,
        long parameters,
        List<String> externalData,
        List<Bounds> outputBounds,
        Numbers numbers,
        String engine,
        String engineChoice,
        List<Latency> latencies,
        ManifestSummary manifest,
        List<Finding> findings) {

    /** How serious a finding is. */
    public enum Severity {
        /** The policy must not run like this. */
        ERROR,
        /** It may run, once somebody has looked at this. */
        WARNING,
        /** Worth knowing. */
        NOTE
    }

    /** @param code a stable name for machines, such as {@code baked_state} */
    public record Finding(Severity severity, String code, String text) {}

    /** Between which values an output can lie by interval arithmetic over the graph; infinite where nothing bounds it. */
    public record Bounds(String output, double least, double greatest) {
        public boolean bounded() {
            return Double.isFinite(least) && Double.isFinite(greatest);
        }
    }

    /**
     * @param multiplyAdds of one evaluation
     * @param dormancy null where there was nothing to look with
     */
    public record Numbers(long multiplyAdds, List<Steepness> steepness, Dormancy dormancy) {}

    /**
     * How far an output can move, at most, for a change of all inputs by 1 in all (Euclidean norms); infinite where nothing is
     * known.
     *
     * @param perValue the same for each value of the output alone
     */
    public record Steepness(String output, double lipschitz, List<Double> perValue) {}

    /**
     * How many units hardly ever do anything.
     *
     * @param tau below this share of their layer's mean
     * @param observations over how many inputs
     */
    public record Dormancy(double tau, int observations, int units, int dormant) {}

    /** @param p50Us median over batches of consecutive evaluations, µs for one */
    public record Latency(String engine, String version, double p50Us) {}

    /** Whether nothing speaks against running it. */
    public boolean passed() {
        return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
    }
}
