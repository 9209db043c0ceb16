package dev.creance.policies;

import dev.creance.policies.PolicyReport.Latency;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** How long each engine takes for one evaluation here and now: a first impression, not a benchmark. */
final class EngineLatency {
    private static final int RUNS_A_BATCH = 20;
    private static final long TIME_NS = 250_000_000;

    private EngineLatency() {}

    /** Of the engines that take the network. */
    static List<Latency> of(String file, byte[] bytes, Path folder, LongSupplier nowNs) {
        List<Latency> found = new ArrayList<>();
        for (Engine engine : Engine.values()) {
            try (LoadedGraph graph = engine.open(file, bytes, folder);
                    TensorBinding binding = graph.bind(Map.of())) {
                found.add(new Latency(engine.key(), graph.engine(), medianUs(binding, nowNs)));
            } catch (PolicyError refused) {
                // it cannot run the network: the finding 'does_not_load' says so where that matters
            }
        }
        return List.copyOf(found);
    }

    /** The median over batches, of those in the second half of the time: the first half warms up. */
    private static double medianUs(TensorBinding binding, LongSupplier nowNs) {
        List<Double> batches = new ArrayList<>();
        long start = nowNs.getAsLong();
        long before = start;
        while (before - start < TIME_NS) {
            for (int run = 0; run < RUNS_A_BATCH; run++) {
                boolean unused = binding.run();
            }
            long after = nowNs.getAsLong();
            if (2 * (after - start) > TIME_NS) {
                batches.add((after - before) / 1e3 / RUNS_A_BATCH);
            }
            before = after;
        }
        batches.sort(null);
        return batches.get(batches.size() / 2);
    }
}
