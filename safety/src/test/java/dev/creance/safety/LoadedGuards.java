package dev.creance.safety;

import dev.creance.policies.Engine;
import dev.creance.policies.Guards;
import dev.creance.policies.ManifestPolicy;
import dev.creance.policies.Policies;
import dev.creance.policies.PolicyEnvironment;
import dev.creance.runtime.LearnedGuard;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.safety.guards.GuardSource;
import dev.creance.safety.guards.Setup;
import java.nio.file.Path;

/** Guards of a folder, run by an engine, as the program loads them. */
public record LoadedGuards(PolicyEnvironment environment, Engine engine) implements GuardSource {
    @Override
    public LearnedGuard guard(ConfigNode use) {
        return Guards.open(use.string(), Path.of(""), engine, environment);
    }

    @Override
    public Flown policy(ConfigNode use) {
        ManifestPolicy policy = Policies.load(use.string(), Path.of(""), engine, environment);
        return new Flown(policy, new Setup.Asset(policy.name(), policy.sha256(), policy.engine(), policy.portable()));
    }
}
