package dev.creance.policies;

import ai.onnxruntime.OnnxJavaType;
import dev.creance.policies.manifest.Diffusion;
import dev.creance.policies.manifest.Head;
import dev.creance.policies.manifest.NoiseSchedule;
import dev.creance.policies.manifest.Planner;
import dev.creance.policies.manifest.TensorReference;
import dev.creance.policies.manifest.Term;
import dev.creance.policies.signals.ValueProcess;
import dev.creance.runtime.HotPathContract;
import dev.creance.runtime.Layout;
import dev.creance.runtime.LearnedGuard;
import dev.creance.runtime.config.ConfigFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** What runs in the tick; the inference is held to the engine's own bytes by {@link AllocationTest}. */
class PoliciesHotPathTest extends HotPathContract {
    private final Quadrotor quadrotor = new Quadrotor();

    @TempDir
    private Path folder;

    @Override
    protected Class<?> anyOfTheProduct() {
        return ManifestPolicy.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        List<EntryPoint> points = new ArrayList<>();
        for (String name : List.of("raptor", "l2f_own_350k")) {
            ManifestPolicy policy = Policies.load("zoo/" + name, Path.of(""), Quadrotor.askedAt(500));
            closing(policy::close);
            float[] observation = new float[policy.observationSize()];
            float[] action = new float[4];
            double[] command = new double[4];
            points.add(EntryPoint.of(
                    "ManifestPolicy.observe, ManifestPolicy.command, ManifestPolicy.acted of " + name, () -> {
                        policy.observe(quadrotor.sensors, quadrotor.reference, observation);
                        policy.command(action, command);
                        policy.acted(action, command);
                    }));
            points.add(EntryPoint.of("ManifestPolicy.reset of " + name, policy::reset));
        }
        points.add(guard());
        points.add(controller());
        points.add(infills());
        points.addAll(heads());
        return points;
    }

    private EntryPoint guard() {
        PolicyEnvironment environment = Quadrotor.askedAt(500);
        Layout commands = environment.commands();
        GuardFolder files = new GuardFolder(folder, environment.sensors(), commands, "500 Hz");
        int inputs = environment.sensors().size() + commands.size();
        String critic = files.critic("critic", files.judging("Sigmoid", GuardFolder.all(inputs, 0.1f), 0));
        LearnedGuard guard = closing(Guards.open(critic, Path.of(""), Engine.PLAIN, environment));
        float[] values = new float[inputs];
        double[] command = new double[commands.size()];
        return EntryPoint.of(
                "GuardFeatures.observe, GuardFeatures.fill, GuardFeatures.acted, GuardFeatures.reset", () -> {
                    guard.features().observe(quadrotor.sensors, quadrotor.reference);
                    guard.features().fill(command, values);
                    guard.features().acted(command);
                    guard.features().reset();
                });
    }

    private EntryPoint controller() {
        Controller controller = Controller.of(
                ConfigFile.parse("robot.yaml", "policy: {controller: none}").child("policy"),
                Map.of("none", () -> Policies.load("zoo/raptor", Path.of(""), Quadrotor.askedAt(100))));
        closing(controller::close);
        float[] observation = new float[controller.observationSize()];
        float[] action = new float[controller.actionSize()];
        double[] command = new double[4];
        return EntryPoint.of("Controller.observe, Controller.command, Controller.acted, Controller.reset", () -> {
            controller.observe(quadrotor.sensors, quadrotor.reference, observation);
            controller.command(action, command);
            controller.acted(action, command);
            controller.reset();
        });
    }

    private static TensorPort port(String name, int size) {
        return new TensorPort(
                "test", TensorBinding.Pinned.of("test", name, OnnxJavaType.FLOAT, new long[] {1, size}), 1);
    }

    private static List<EntryPoint> heads() {
        TensorPort two = port("action", 2);
        TensorReference none = new TensorReference(null, "actor", "any", -1);
        float[] action = new float[3];
        return List.of(
                head(new PlainHead(two), action),
                head(new GaussianHead(new Head.Gaussian(none, true, true, 1), two, port("spread", 2)), action),
                head(
                        new MixtureHead(
                                new Head.Mixture(2, none, true, Head.Mode.SAMPLED, none, true, 1),
                                port("means", 4),
                                two,
                                port("spread", 4)),
                        action),
                head(diffusion(two), action),
                head(
                        new ExpertsHead(
                                new Head.Experts(List.of(none), none, true, Head.Mode.MEAN, 1), List.of(two, two), two),
                        action),
                head(new EnsembleHead(two, List.of(two), 2), action),
                head(new ResidualHead(two, two, 0.1), action));
    }

    private static ActionHead diffusion(TensorPort two) {
        TensorReference none = new TensorReference(null, "actor", "any", -1);
        return new DiffusionHead(
                new Diffusion(
                        none,
                        none,
                        List.of(),
                        Diffusion.Predicts.NOISE,
                        new NoiseSchedule(List.of(0.1, 0.5)),
                        List.of(1, 0),
                        new Diffusion.Sampler.Ddpm(true),
                        new Diffusion.Clip(1, 1),
                        3,
                        Optional.of(new Diffusion.Selection(true, none, none)),
                        1),
                new DiffusionPorts(
                        "actor", two, port("step", 1), two, new DiffusionPorts.Critic("critic", two, port("cost", 3))));
    }

    private static EntryPoint head(ActionHead head, float[] action) {
        String name = head.getClass().getSimpleName();
        return EntryPoint.of(name + ".write, " + name + ".reset", () -> {
            head.write(action);
            head.reset();
        });
    }

    private static EntryPoint infills() {
        ValueProcess process = new ValueProcess(List.of());
        Latent latent = new Latent(port("code", 8), port("obs", 20), 3, process);
        AnchorOrientation anchor = new AnchorOrientation(
                new AnchorOrientation.Source(port("motion", 4), 0, true, 2),
                Term.Rotation.SIX_ROWS,
                port("obs", 20),
                4,
                process);
        TensorPort plan = port("plan", 10);
        Planner.Answer answer = new Planner.Answer(null, null, true, List.of(), Optional.empty());
        HeldAnswer held = new HeldAnswer(answer, plan, new PlainHead(plan), 5);
        float[] observation = new float[10];
        return EntryPoint.of("Latent.fill, AnchorOrientation.fill, TensorPort.get, HeldAnswer.get", () -> {
            latent.fill(observation);
            anchor.fill(observation);
            held.take();
            held.show(3);
            held.get(observation);
        });
    }
}
