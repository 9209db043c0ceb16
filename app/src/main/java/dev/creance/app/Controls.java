package dev.creance.app;

import dev.creance.policies.FlownPolicy;
import dev.creance.policies.Policies;
import dev.creance.policies.PolicyError;
import dev.creance.runtime.Policy;
import dev.creance.runtime.Shield;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.flight.RecordSchema;
import dev.creance.runtime.loop.InlineProposer;
import dev.creance.runtime.loop.Latencies;
import dev.creance.runtime.loop.PolicyThread;
import dev.creance.runtime.loop.Proposer;
import dev.creance.runtime.loop.Seat;
import dev.creance.runtime.loop.ThreadProposer;
import dev.creance.runtime.loop.TickPipeline;
import dev.creance.safety.ShieldPipeline;
import dev.creance.safety.guards.Guard;
import dev.creance.sim.Faults;
import dev.creance.sim.FaultyPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What decides in a tick, built from a configuration: policy, reference and shield. A live run and a replay build it alike.
 *
 * @param manifest the policy as it was loaded
 * @param policy the same, with the faults that the scenario injects into it
 * @param guards learned ones, which the shield asks
 */
record Controls(
        RobotConfig config,
        FlownPolicy manifest,
        Policy policy,
        Shield shield,
        List<Guard> guards,
        TickPipeline pipeline) {
    private static final long POLICY_LIMIT_NS = 2_000_000_000;

    static Controls of(RobotConfig config) throws UsageError {
        Shield shield = config.shield()
                .shield(
                        config.machine().sensors(),
                        config.machine().commands(),
                        config.shieldTiming(),
                        new GuardLoader(PolicySurroundings.of(config)));
        config.checkReference();
        double policyRateHz = config.loop().policyRateHz();
        ConfigNode section = config.root().child("policy");
        FlownPolicy manifest;
        try {
            Policies.requireRate(section, config.root().child("loop").child("policy_rate"), policyRateHz);
            Policies.requireDeadline(
                    section, config.root().child("loop"), config.loop().policyDeadlineNs());
            manifest = Policies.load(section, PolicySurroundings.of(config));
            ScheduledSetpoints.requireTaken(config.root(), manifest.setpoints());
        } catch (PolicyError refused) {
            throw new UsageError(refused.getMessage());
        }
        Policy policy = faulty(manifest, config.faults(), config);
        Controls controls = new Controls(
                config,
                manifest,
                policy,
                shield,
                shield instanceof ShieldPipeline guarded ? guarded.guards() : List.of(),
                pipeline(config, manifest, policy, shield));
        controls.openSetpoints();
        return controls;
    }

    private static TickPipeline pipeline(RobotConfig config, FlownPolicy manifest, Policy policy, Shield shield) {
        return new TickPipeline(
                new Seat(manifest.identity(), policy, false),
                config.reference(),
                shield,
                config.loop(),
                config.lifeCycle().takeover(),
                config.machine().commands().size());
    }

    /** The same with another policy around the manifest's. */
    Controls with(Policy other) {
        return new Controls(config, manifest, other, shield, guards, pipeline(config, manifest, other, shield));
    }

    /** The same, with a policy that fails as it did in the run but takes no time for it. */
    Controls forReplay() {
        return with(faulty(manifest, config.faults().untimed(), config));
    }

    private static Policy faulty(FlownPolicy manifest, Faults faults, RobotConfig config) {
        return FaultyPolicy.wrap(manifest, faults, config.loop().policyRateHz());
    }

    /** The same, with a simulator that judges the truth beside the shield. */
    Controls judgedBy(Simulation simulation) {
        Shield judged = simulation.judged(shield);
        return new Controls(config, manifest, policy, judged, guards, pipeline(config, manifest, policy, judged));
    }

    /**
     * Where the policy runs: inside the tick, or on a thread of its own.
     *
     * @param onThread first thing on that thread
     */
    Proposer proposer(boolean lockstep, Latencies latencies, Runnable onThread) {
        if (lockstep && policy instanceof FaultyPolicy faulty) {
            faulty.inLockstep();
        }
        if (config.loop().policyThread() == PolicyThread.INLINE) {
            return new InlineProposer(policy, latencies);
        }
        return lockstep
                ? ThreadProposer.lockstep(policy, latencies, POLICY_LIMIT_NS)
                : ThreadProposer.realtime(policy, latencies, onThread);
    }

    /** Gives back the memory of what the shield asks; afterwards it must not be asked again. */
    void closeGuards() {
        guards.forEach(Guard::close);
    }

    /** What people may change in flight. */
    OpenSetpoints openSetpoints() {
        return OpenSetpoints.of(config, manifest, schema(Map.of()));
    }

    /** What the records of a run with these controls mean. */
    RecordSchema schema(Map<String, String> metadata) {
        return schema(metadata, Optional.empty());
    }

    /** The same with room for what a shadow answers. */
    RecordSchema schema(Map<String, String> metadata, Optional<? extends FlownPolicy> shadow) {
        LifeCycle lifeCycle = config.lifeCycle();
        int commands = config.machine().commands().size();
        int actions = Math.max(policy.actionSize(), commands);
        return new RecordSchema(
                config.machine().sensors(),
                config.reference().layout(),
                config.machine().commands(),
                lifeCycle.successions()
                        ? Math.max(policy.observationSize(), lifeCycle.largestObservation())
                        : policy.observationSize(),
                lifeCycle.successions() ? actions : policy.actionSize(),
                shield.margins(),
                config.loop().tickPeriodNs(),
                config.loop().policyDivider(),
                lifeCycle.candidates()
                        ? Math.max(actions, shadow.map(Policy::actionSize).orElse(0))
                        : 0,
                metadata);
    }
}
