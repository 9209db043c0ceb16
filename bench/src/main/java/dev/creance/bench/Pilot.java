package dev.creance.bench;

import dev.creance.policies.Engine;
import dev.creance.policies.Guards;
import dev.creance.policies.ManifestPolicy;
import dev.creance.policies.Policies;
import dev.creance.policies.PolicyEnvironment;
import dev.creance.runtime.Layout;
import dev.creance.runtime.LearnedGuard;
import dev.creance.runtime.Policy;
import dev.creance.runtime.Shield;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.loop.OverrunReaction;
import dev.creance.safety.ShieldSettings;
import dev.creance.safety.ShieldTiming;
import dev.creance.safety.guards.GuardSource;
import dev.creance.safety.guards.Setup;
import dev.creance.sim.PlantConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The policy of a task, and the shields around it. */
public final class Pilot {
    private static final int MOST_OVERRUNS = 50;

    private final PolicyEnvironment environment;
    private final PlantConfig plant;
    private final ShieldTiming timing;
    private final Policy policy;
    private final Learned learned;

    /**
     * @param use names the policy
     * @param ticksToPolicy from one of its observations to the next
     * @param deadlineNs how old an answer may be
     */
    public Pilot(String use, PlantConfig plant, Layout reference, long tickNs, int ticksToPolicy, long deadlineNs) {
        this.plant = plant;
        double loopHz = 1e9 / tickNs;
        environment =
                new PolicyEnvironment(plant.sensors(), reference, plant.commands(), loopHz / ticksToPolicy, loopHz);
        timing = new ShieldTiming(tickNs, ticksToPolicy, deadlineNs, MOST_OVERRUNS, OverrunReaction.STOP);
        learned = new Learned(environment);
        policy = Policies.load(use, Path.of("."), Engine.NATIVE, environment);
    }

    public Policy policy() {
        return policy;
    }

    public Shield shield(ShieldSettings settings) {
        return settings.shield(plant.sensors(), plant.commands(), timing, learned);
    }

    /** Loads the shield's critic and the policy behind it once; each episode has them as they were loaded. */
    private static final class Learned implements GuardSource {
        private final PolicyEnvironment environment;
        private final Map<String, LearnedGuard> guards = new HashMap<>();
        private final Map<String, Flown> policies = new HashMap<>();

        Learned(PolicyEnvironment environment) {
            this.environment = environment;
        }

        @Override
        public LearnedGuard guard(ConfigNode use) {
            LearnedGuard guard = guards.computeIfAbsent(use.string(), name -> Guards.open(use, environment));
            guard.features().reset();
            return guard;
        }

        @Override
        public Flown policy(ConfigNode use) {
            Flown flown = policies.computeIfAbsent(use.string(), name -> load(use));
            flown.policy().reset();
            return flown;
        }

        private Flown load(ConfigNode use) {
            ManifestPolicy policy = Policies.beside(use, environment);
            return new Flown(
                    policy, new Setup.Asset(policy.name(), policy.sha256(), policy.engine(), policy.portable()));
        }
    }
}
