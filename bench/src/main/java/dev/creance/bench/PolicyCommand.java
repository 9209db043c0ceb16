package dev.creance.bench;

import ai.onnxruntime.OrtException;
import dev.creance.policies.Engine;
import dev.creance.policies.PolicyError;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code creance bench policy}: the native engine beside ONNX Runtime. */
@Command(
        name = "policy",
        description = "Networks by the native engine and by ONNX Runtime's C and Java APIs, in turns.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: creance bench policy mine/policy.onnx --json policy.json"})
final class PolicyCommand implements Callable<Integer> {
    private static final long WARM_UP_NS = 1_000_000_000;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "networks, after the six that claims are made for")
    private List<Path> files = List.of();

    @Option(names = "--rounds", description = "turns of each, of about 2 ms back to back; default ${DEFAULT-VALUE}")
    private int rounds = 200;

    @Option(names = "--paced", description = "single calls of each, 1 ms apart, caches cold; default ${DEFAULT-VALUE}")
    private int paced = 300;

    @Option(
            names = "--onnx2c",
            paramLabel = "PROGRAM",
            description = "a build of github.com/kraiskil/onnx2c: its C, compiled here, takes part")
    private Path onnx2c;

    @Option(names = "--json", paramLabel = "FILE", description = "write the result for machines")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PolicyReport report = new PolicyReport(out);
        if (onnx2c == null) {
            report.absent("without onnx2c: --onnx2c names a build of it");
        }
        try (WorkFolder folder = WorkFolder.create();
                Arena arena = Arena.ofShared()) {
            Map<String, Path> networks = new LinkedHashMap<>();
            for (KernelNetwork network : KernelNetwork.all(arena)) {
                Path file = folder.path().resolve(networks.size() + ".onnx");
                networks.put(network.name(), Files.write(file, network.onnx()));
            }
            files.forEach(file -> networks.put(name(file), file));
            for (var each : networks.entrySet()) {
                report.add(measured(each.getKey(), each.getValue(), report));
            }
        } catch (OrtException | PolicyError e) {
            throw new IOException(e.getMessage(), e);
        }
        out.print(report.claims());
        out.flush();
        if (json != null) {
            Files.writeString(json, report.json());
        }
        return 0;
    }

    /** The folder's name where the file's own says nothing. */
    private static String name(Path file) {
        String own = file.getFileName().toString().replaceFirst("\\.onnx$", "");
        Path parent = file.toAbsolutePath().getParent().getFileName();
        return own.equals("policy") && parent != null ? parent.toString() : own;
    }

    private List<PolicyTimes> measured(String network, Path file, PolicyReport report)
            throws OrtException, IOException, InterruptedException {
        byte[] graph = Files.readAllBytes(file);
        Path folder = file.toAbsolutePath().getParent();
        try (EngineInference own = new EngineInference(Engine.NATIVE, file);
                EngineInference c = new EngineInference(Engine.ONNX_RUNTIME, file);
                PinnedOnnx pinned = new PinnedOnnx(graph, folder);
                NaiveOnnx naive = new NaiveOnnx(graph, folder)) {
            Optional<GeneratedC> generated = generated(network, file, own, report);
            List<Inference> everyone = new ArrayList<>(List.of(own, c, pinned, naive));
            generated.ifPresent(everyone::add);
            fill(own, everyone);
            everyone.forEach(Inference::run);
            List<PolicyTimes> all = new ArrayList<>();
            all.add(new PolicyTimes(network, PolicyTimes.NATIVE, own, own.differenceFrom(c), rounds, paced));
            all.add(new PolicyTimes(network, PolicyTimes.C_API, c, 0, rounds, paced));
            all.add(new PolicyTimes(network, PolicyTimes.PINNED, pinned, Double.NaN, rounds, paced));
            all.add(new PolicyTimes(network, PolicyTimes.NAIVE, naive, Double.NaN, rounds, paced));
            generated.ifPresent(each ->
                    all.add(new PolicyTimes(network, PolicyTimes.ONNX2C, each, each.differenceFrom(c), rounds, paced)));
            all.forEach(each -> each.backToBack().warmUp(each.leavesGarbage() ? WARM_UP_NS / 10 : WARM_UP_NS));
            Random order = new Random(7);
            Alternation.run(all, rounds, order, round -> {}, each -> {
                each.backToBack().batch();
                return 0;
            });
            Alternation.run(all, paced, order, round -> {}, each -> {
                each.paced().call();
                return 0;
            });
            return all;
        }
    }

    /** Empty where there is no onnx2c, or it cannot take this network. */
    private Optional<GeneratedC> generated(String network, Path file, EngineInference shapes, PolicyReport report)
            throws InterruptedException {
        if (onnx2c == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(GeneratedC.of(onnx2c, file, shapes));
        } catch (IOException e) {
            report.absent(network + " without onnx2c: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static void fill(EngineInference shapes, List<Inference> all) {
        SplittableRandom random = new SplittableRandom(9);
        for (int input = 0; input < shapes.inputs(); input++) {
            for (int i = 0; i < shapes.inputSize(input); i++) {
                float value = (float) random.nextDouble(-1, 1);
                for (Inference each : all) {
                    each.set(input, i, value);
                }
            }
        }
    }
}
