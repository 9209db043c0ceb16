package dev.creance.policies;

import dev.creance.policies.manifest.KnownAnswers;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.manifest.ManifestPorts;
import dev.creance.policies.manifest.ManifestReader;
import dev.creance.policies.manifest.Model;
import dev.creance.policies.manifest.Rates;
import dev.creance.runtime.Policy;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Loads, inspects and verifies policies. What names one is {@code zoo/NAME}, a folder with a {@code policy.yaml}, that file,
 * or a bundle; inspection takes a bare {@code .onnx} as well.
 */
public final class Policies {
    private Policies() {}

    /**
     * Loads what the section {@code policy: {use: …, engine: …}} of a configuration names; paths are relative to that file.
     * Without an engine the better one is chosen. {@code policy: {controller: …}} names one of the environment's instead.
     *
     * @throws ConfigError that points at the section, or into the policy's manifest
     */
    public static FlownPolicy load(ConfigNode section, PolicyEnvironment environment) {
        if (section.has(Controller.KEY)) {
            return Controller.of(section, environment.controllers());
        }
        PolicyChoice choice = PolicyChoice.ofSection(section);
        try {
            return load(choice.source(), choice.engine(), environment);
        } catch (PolicyError e) {
            throw pointingAt(choice.use(), e);
        }
    }

    /**
     * Loads a policy that a configuration names beside the one in charge: a guard's recovery, or its twin.
     *
     * @throws ConfigError that points at {@code use}, or into the policy's manifest
     */
    public static ManifestPolicy beside(ConfigNode use, PolicyEnvironment environment) {
        PolicyChoice choice = PolicyChoice.of(use, Optional.empty());
        try {
            return load(choice.source(), choice.engine(), environment);
        } catch (PolicyError e) {
            throw pointingAt(use, e);
        }
    }

    static ConfigError pointingAt(ConfigNode use, PolicyError e) {
        return use.error("='" + use.string() + "': " + e.file() + " " + e.problem())
                .withHint(e.remedy());
    }

    /**
     * The controller that a configuration names, of those that a machine has.
     *
     * @throws ConfigError where it has no such controller
     */
    public static Supplier<Policy> controller(ConfigNode name, Map<String, Supplier<Policy>> known) {
        return Controller.named(name, known);
    }

    /**
     * Refuses a rate that the policy was not made for, reading no more than its manifest.
     *
     * @param policyRate where the rate was configured
     * @throws ConfigError that points at {@code policyRate}
     */
    public static void requireRate(ConfigNode section, ConfigNode policyRate, double policyRateHz) {
        if (section.has(Controller.KEY)) {
            return;
        }
        PolicyChoice choice = PolicyChoice.ofSection(section);
        ConfigNode use = choice.use();
        Rates rates;
        try {
            rates = read(choice.source().files()).rates();
        } catch (PolicyError e) {
            throw pointingAt(use, e);
        }
        int whole = (int) Math.rint(policyRateHz / rates.nativeHz());
        boolean multiple = whole >= 1 && Math.abs(policyRateHz / rates.nativeHz() - whole) <= 1e-9 * whole;
        if (!multiple || (whole > 1 && !rates.higherAllowed())) {
            String remedy = "take " + rates.nativeHz() + " Hz";
            throw policyRate
                    .error("=" + policyRate.string() + " is not the native rate of policy " + use.string() + ", "
                            + rates.nativeHz() + " Hz" + (rates.higherAllowed() ? ", nor a whole multiple of it" : ""))
                    .withHint(rates.higherAllowed() ? remedy + " or a whole multiple of it" : remedy);
        }
    }

    /**
     * Refuses a deadline after which the policy's actions are too old, reading no more than its manifest.
     *
     * @param loop the section that the deadline follows from
     * @throws ConfigError that points at the deadline, or at the section where it has none
     */
    public static void requireDeadline(ConfigNode section, ConfigNode loop, long deadlineNs) {
        if (section.has(Controller.KEY)) {
            return;
        }
        PolicyChoice choice = PolicyChoice.ofSection(section);
        Rates rates = read(choice.source().files()).rates();
        if (deadlineNs > rates.deadlineS() * 1e9 + 0.5) {
            ConfigNode at = loop.optional("policy_deadline").orElse(loop);
            throw at.error((at == loop ? " leads to a policy_deadline of " : "=") + deadlineNs / 1e6
                            + " ms, but an action of policy " + choice.use().string() + " is too old after "
                            + rates.deadlineS() * 1e3 + " ms")
                    .withHint("write 'policy_deadline: " + rates.deadlineS() * 1e3 + " ms' or less");
        }
    }

    /** As {@link #load(String, Path, Engine, PolicyEnvironment)}, with ONNX Runtime. */
    public static ManifestPolicy load(String use, Path base, PolicyEnvironment environment) {
        return load(use, base, Engine.ONNX_RUNTIME, environment);
    }

    /** As {@link #load(PolicySource, Engine, PolicyEnvironment)}, whoever made it. */
    public static ManifestPolicy load(String use, Path base, Engine engine, PolicyEnvironment environment) {
        return load(PolicySource.of(use, base), engine, environment);
    }

    /** Loads a policy, having checked its hashes, its shapes and, with this engine, its known answers. */
    public static ManifestPolicy load(PolicySource source, Engine engine, PolicyEnvironment environment) {
        return load(source.files(), engine, environment);
    }

    static ManifestPolicy load(PolicyFiles files, Engine engine, PolicyEnvironment environment) {
        Manifest manifest = read(files);
        Flyable.require(manifest);
        Optional<BaseStage> base = manifest.action()
                .common()
                .base()
                .map(on ->
                        new BaseStage(on, BasePolicies.load(on, files, engine, environment), environment.commands()));
        List<LoadedGraph> graphs = new ArrayList<>();
        try {
            for (Model model : manifest.models()) {
                graphs.add(verified(engine, manifest, model, files));
            }
            return new ManifestPolicy(manifest, new Networks(manifest, graphs), base, files, environment);
        } catch (RuntimeException e) {
            graphs.forEach(LoadedGraph::close);
            base.ifPresent(BaseStage::close);
            throw e;
        }
    }

    /** The rate that a policy was trained at, Hz, by its manifest. */
    public static double nativeRateHz(PolicySource source) {
        return read(source.files()).rates().nativeHz();
    }

    /** The observations in a policy's known answers, as runs that each begin with a reset; none where it has no answers. */
    public static List<ObservationRun> knownObservations(PolicySource source) {
        return KnownObservations.of(source.files());
    }

    /** As {@link #inspect(String, Path, InspectOptions)}, with nothing beside the policy's own files. */
    public static PolicyReport inspect(String use, Path base) {
        return inspect(use, base, InspectOptions.NONE);
    }

    /** Says everything about a policy that can be told without flying it. */
    public static PolicyReport inspect(String use, Path base, InspectOptions options) {
        if (use.endsWith(".onnx")) {
            Path file = base.resolve(use);
            PolicyFiles files = PolicyFiles.beside(file);
            byte[] bytes = files.read(file.getFileName().toString());
            EngineChoice engine = EngineChoice.of(List.of(() -> Engine.AUTO.open(use, bytes, files.folder())));
            return Inspection.of(Subject.bare(use, bytes, files.folder()), engine, options);
        }
        PolicyFiles files = PolicySource.of(use, base).files();
        Manifest manifest = read(files);
        Map<String, byte[]> models = new LinkedHashMap<>();
        manifest.models().forEach(model -> models.put(model.id(), model(model, files)));
        ManifestPorts.require(
                manifest,
                id -> PolicyImport.edges(
                        files.nameOf(id), models.get(id), manifest.model(id).batch()));
        InspectOptions fitting = options.fitting(manifest);
        EngineChoice engine = EngineChoice.of(manifest.models().stream()
                .<Supplier<LoadedGraph>>map(model -> () -> verified(Engine.AUTO, manifest, model, files))
                .toList());
        return files.withFolder(
                manifest.models().getFirst(),
                folder -> Inspection.of(Subject.policy(manifest, files, folder, models), engine, fitting));
    }

    /** Compares a network, run by this engine, with known answers in the golden format. */
    public static Verification verify(Path model, Path golden, Engine engine, Tolerance tolerance) {
        PolicyFiles files = PolicyFiles.beside(model);
        byte[] bytes = files.read(model.getFileName().toString());
        byte[] answers = PolicyFiles.beside(golden).read(golden.getFileName().toString());
        try (LoadedGraph graph = engine.open(model.toString(), bytes, files.folder())) {
            return GoldenRunner.verify(
                    graph, PolicyFiles.sha256(bytes), Golden.parse(golden.toString(), answers), tolerance);
        }
    }

    /** Compares a policy, run by this engine, with the known answers that its manifest names. */
    public static Verification verify(PolicySource source, Engine engine) {
        return verify(source.files(), engine);
    }

    /** As {@link #verify(PolicySource, Engine)}, whoever made it. */
    public static Verification verify(String use, Path base, Engine engine) {
        return verify(PolicySource.of(use, base), engine);
    }

    static Verification verify(PolicyFiles files, Engine engine) {
        Manifest manifest = read(files);
        if (manifest.knownAnswers().isEmpty()) {
            throw manifest.at().child("known_answers").error("=none: there is nothing to verify it against");
        }
        List<Verification> each = new ArrayList<>();
        for (KnownAnswers answers : manifest.knownAnswers()) {
            Model model = manifest.model(answers.model());
            byte[] bytes = model(model, files);
            String file = files.nameOf(model.file().file());
            try (LoadedGraph graph = files.withFolder(model, folder -> engine.open(file, bytes, folder))) {
                each.add(verify(answers, model, files, graph));
            }
        }
        return Verification.all(each);
    }

    static Manifest read(PolicyFiles files) {
        String text = new String(files.read(PolicyFiles.MANIFEST), StandardCharsets.UTF_8);
        return ManifestReader.read(ConfigFile.parse(files.nameOf(PolicyFiles.MANIFEST), text));
    }

    /** Reads the network's file, having checked its hash and those of the files it draws weights from. */
    private static byte[] model(Model model, PolicyFiles files) {
        byte[] bytes = files.read(model.file());
        TreeSet<String> listed = new TreeSet<>();
        model.externalData().forEach(file -> {
            files.read(file);
            listed.add(file.file());
        });
        TreeSet<String> named = Inspection.externalData(
                OnnxFile.parse(model.file().file(), bytes).graph());
        if (!named.equals(listed)) {
            throw model.file()
                    .at()
                    .child("external_data")
                    .error(" lists " + listed + ", but the network draws weights from " + named)
                    .withHint("list each file with its sha256");
        }
        return bytes;
    }

    /** Opens a network that meets its known answers, if need be with ONNX Runtime where the choice of an engine is ours. */
    static LoadedGraph verified(Engine engine, Manifest manifest, Model model, PolicyFiles files) {
        LoadedGraph graph = open(engine, model, files);
        try {
            for (KnownAnswers answers : manifest.knownAnswers()) {
                if (answers.model().equals(model.id())) {
                    requireKnownAnswers(answers, model, files, graph);
                }
            }
            return graph;
        } catch (RuntimeException e) {
            graph.close();
            if (engine != Engine.AUTO || !graph.portable()) {
                throw e;
            }
        }
        return new ChosenGraph(
                verified(Engine.ONNX_RUNTIME, manifest, model, files),
                "the engine '" + Engine.NATIVE.key() + "' misses a known answer");
    }

    private static LoadedGraph open(Engine engine, Model model, PolicyFiles files) {
        byte[] bytes = model(model, files);
        String name = files.nameOf(model.file().file());
        try {
            return files.withFolder(model, folder -> {
                if (engine == Engine.NATIVE) {
                    Accuracy.require(name, bytes, folder);
                }
                return engine.open(name, bytes, folder);
            });
        } catch (PolicyError e) {
            ConfigNode file = model.file().at().child("file");
            throw file.error("='" + file.string() + "': " + e.problem()).withHint(e.remedy());
        }
    }

    private static Verification verify(KnownAnswers answers, Model model, PolicyFiles files, LoadedGraph graph) {
        Golden golden = Golden.parse(files.nameOf(answers.file().file()), files.read(answers.file()));
        Tolerance tolerance = answers.tolerance().isPresent()
                ? Tolerance.absolute(answers.tolerance().getAsDouble())
                : Tolerance.GOLDEN;
        return GoldenRunner.verify(graph, model.file().sha256(), golden, tolerance);
    }

    private static void requireKnownAnswers(KnownAnswers answers, Model model, PolicyFiles files, LoadedGraph graph) {
        for (Verification.OutputDeviation output :
                verify(answers, model, files, graph).outputs()) {
            if (!output.passed()) {
                throw answers.at()
                        .error(" are missed: output '" + output.output() + "'[" + output.worstIndex() + "] is "
                                + output.got() + " where " + output.want() + " is right (" + output.worstCall()
                                + ", tolerance "
                                + answers.at().child("tolerance").string() + ")")
                        .withHint("the engine or this machine computes something else: do not fly it");
            }
        }
    }
}
