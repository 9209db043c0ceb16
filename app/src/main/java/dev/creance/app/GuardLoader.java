package dev.creance.app;

import dev.creance.policies.Guards;
import dev.creance.policies.ManifestPolicy;
import dev.creance.policies.Policies;
import dev.creance.policies.PolicyEnvironment;
import dev.creance.runtime.LearnedGuard;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.safety.guards.GuardSource;
import dev.creance.safety.guards.Setup;

/** Loads what a robot's learned guards are made of. */
record GuardLoader(PolicyEnvironment environment) implements GuardSource {
    @Override
    public LearnedGuard guard(ConfigNode use) {
        return Guards.open(use, environment);
    }

    @Override
    public Flown policy(ConfigNode use) {
        ManifestPolicy policy = Policies.beside(use, environment);
        return new Flown(policy, new Setup.Asset(policy.name(), policy.sha256(), policy.engine(), policy.portable()));
    }
}
