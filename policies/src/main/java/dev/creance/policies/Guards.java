package dev.creance.policies;

import dev.creance.policies.manifest.GuardManifest;
import dev.creance.policies.manifest.GuardManifestReader;
import dev.creance.policies.manifest.Observation;
import dev.creance.runtime.LearnedGuard;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Loads what a {@code guard.yaml} describes; the format is in {@code policies/GUARDS.md}. */
public final class Guards {
    private Guards() {}

    /**
     * Loads the one that a configuration names; paths are relative to that file.
     *
     * @throws ConfigError that points at {@code use}, or into the guard's manifest
     */
    public static LearnedGuard open(ConfigNode use, PolicyEnvironment environment) {
        Path folder = Path.of(use.file().name()).toAbsolutePath().getParent();
        try {
            return open(use.filePath().toString(), folder, Engine.AUTO, environment);
        } catch (PolicyError refused) {
            throw Policies.pointingAt(use, refused);
        }
    }

    /**
     * Loads one, having checked its hash, its shapes and, with this engine, its known answers.
     *
     * @param use {@code zoo/NAME}, a folder with a {@code guard.yaml}, or that file
     * @param base what relative paths start from
     * @param environment whose loop rate it is shown frames at
     */
    public static LearnedGuard open(String use, Path base, Engine engine, PolicyEnvironment environment) {
        PolicyFiles files = PolicyFiles.guard(use, base);
        String text = new String(files.read(PolicyFiles.GUARD), StandardCharsets.UTF_8);
        GuardManifest guard = GuardManifestReader.read(ConfigFile.parse(files.nameOf(PolicyFiles.GUARD), text));
        GuardFeatures features = new GuardFeatures(guard, files, environment, ticksPerPeriod(guard, environment));
        return guard.isNetwork() ? network(guard, features, files, engine) : table(guard, features, files);
    }

    private static LearnedGuard network(GuardManifest guard, GuardFeatures features, PolicyFiles files, Engine engine) {
        PolicyNetwork network = PolicyNetwork.of(Policies.verified(engine, guard.outline(), guard.model(), files));
        try {
            Observation observation = guard.outline().observations().getFirst();
            GuardNetwork judge = new GuardNetwork(
                    network,
                    observation.tensor(),
                    features.observationSize(),
                    guard.command().flatMap(GuardManifest.Command::tensor),
                    features.commandSize(),
                    guard.rating().orElseThrow());
            return guard(guard, features, network.engine(), network.portable(), Optional.of(judge), new double[0][]);
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private static LearnedGuard table(GuardManifest guard, GuardFeatures features, PolicyFiles files) {
        double[][] rows =
                NumberTable.read(guard.model().file(), files.read(guard.model().file()));
        return guard(guard, features, "", true, Optional.empty(), rows);
    }

    private static LearnedGuard guard(
            GuardManifest guard,
            GuardFeatures features,
            String engine,
            boolean portable,
            Optional<GuardNetwork> network,
            double[][] table) {
        return new LearnedGuard(
                guard.outline().name(),
                guard.model().file().sha256(),
                engine,
                portable,
                guard.form(),
                features,
                network.map(judge -> judge),
                table);
    }

    /** A guard is shown each tick's frame; what its training saw once in a period must be so many ticks. */
    private static int ticksPerPeriod(GuardManifest guard, PolicyEnvironment environment) {
        double nativeHz = guard.outline().rates().nativeHz();
        double ratio = environment.loopRateHz() / nativeHz;
        int whole = (int) Math.rint(ratio);
        if (whole < 1 || Math.abs(ratio - whole) > 1e-6 * ratio) {
            throw guard.outline()
                    .rates()
                    .at()
                    .child("native")
                    .error("=" + nativeHz + " Hz does not divide loop.rate, " + environment.loopRateHz() + " Hz")
                    .withHint("set loop.rate to " + nativeHz + " Hz or a whole multiple of it");
        }
        return whole;
    }
}
