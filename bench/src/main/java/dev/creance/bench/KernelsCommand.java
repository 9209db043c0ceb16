package dev.creance.bench;

import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.creance.policies.kernels.Lanes;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code creance bench kernels}: networks put together from the native engine's kernels, beside ONNX Runtime. */
@Command(
        name = "kernels",
        description = "Networks of the native engine's kernels beside ONNX Runtime's Java API, in turns.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: creance bench kernels --rounds 200 --json kernels.json"})
final class KernelsCommand implements Callable<Integer> {
    private static final long WARM_UP_NS = 1_500_000_000L;
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Option(names = "--rounds", description = "turns of each contestant, of about 2 ms; default ${DEFAULT-VALUE}")
    private int rounds = 200;

    @Option(names = "--json", paramLabel = "FILE", description = "write the result for machines")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        ArrayNode rows = MAPPER.createArrayNode();
        if (Lanes.COUNT == 1) {
            out.println("no vectors in this JVM");
        }
        out.printf("vectors of %d floats; us per inference, least and median of %d batch means%n", Lanes.COUNT, rounds);
        out.printf(
                "%-22s %8s %8s %6s  %8s %8s %6s  %6s %6s  %9s%n",
                "network", "ours", "median", "B", "ORT", "median", "B", "ratio", "median", "largest |d|");
        try (Arena arena = Arena.ofShared()) {
            for (KernelNetwork network : KernelNetwork.all(arena)) {
                measure(network, out, rows);
                out.flush();
            }
        } catch (OrtException e) {
            throw new IOException("ONNX Runtime: " + e.getMessage(), e);
        }
        if (json != null) {
            Files.writeString(
                    json, MAPPER.writeValueAsString(MAPPER.createObjectNode().set("rows", rows)) + "\n");
        }
        return 0;
    }

    private void measure(KernelNetwork network, PrintWriter out, ArrayNode rows) throws OrtException {
        try (PinnedOnnx peer = new PinnedOnnx(network.onnx(), Path.of(""))) {
            Runnable plan = network.plan();
            fill(network, peer);
            plan.run();
            peer.run();
            double difference = 0;
            for (int i = 0; i < network.outputSize(); i++) {
                difference = Math.max(difference, Math.abs(network.output(i) - peer.output(i)));
            }
            BatchTimes ours = new BatchTimes(plan, rounds);
            BatchTimes theirs = new BatchTimes(peer::run, rounds);
            ours.warmUp(WARM_UP_NS);
            theirs.warmUp(WARM_UP_NS / 10);
            for (int round = 0; round < rounds; round++) {
                ours.batch();
                theirs.batch();
            }
            report(network.name(), ours, theirs, difference, out, rows);
        }
    }

    private static void fill(KernelNetwork network, PinnedOnnx peer) {
        SplittableRandom random = new SplittableRandom(9);
        for (int input = 0; input < network.inputCount(); input++) {
            for (int i = 0; i < network.inputSize(input); i++) {
                float value = (float) random.nextDouble(-1, 1);
                network.set(input, i, value);
                peer.set(input, i, value);
            }
        }
    }

    private static void report(
            String name, BatchTimes ours, BatchTimes theirs, double difference, PrintWriter out, ArrayNode rows) {
        double ratio = ours.leastNs() / theirs.leastNs();
        out.printf(
                Locale.ROOT,
                "%-22s %8.3f %8.3f %6.1f  %8.3f %8.3f %6.1f  %6.3f %6.3f  %9.1e%n",
                name,
                ours.leastNs() / 1e3,
                ours.medianNs() / 1e3,
                ours.bytesPerCall(),
                theirs.leastNs() / 1e3,
                theirs.medianNs() / 1e3,
                theirs.bytesPerCall(),
                ratio,
                ours.medianNs() / theirs.medianNs(),
                difference);
        ObjectNode row = rows.addObject();
        row.put("name", name).put("unit", "us").put("ours", ours.leastNs() / 1e3);
        row.put("peer", "onnxruntime java, pinned").put("peer_value", theirs.leastNs() / 1e3);
        row.put("ratio", ratio).put("bytes_per_op", ours.bytesPerCall()).put("samples", ours.taken());
        row.put("ours_median", ours.medianNs() / 1e3).put("peer_median", theirs.medianNs() / 1e3);
        row.put("peer_bytes_per_op", theirs.bytesPerCall()).put("largest_difference", difference);
    }
}
