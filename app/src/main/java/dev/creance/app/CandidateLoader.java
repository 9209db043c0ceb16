package dev.creance.app;

import dev.creance.policies.Engine;
import dev.creance.policies.ManifestPolicy;
import dev.creance.policies.Policies;
import dev.creance.policies.PolicyError;
import dev.creance.policies.PolicySource;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.flight.RecordSchema;
import java.util.Optional;

/**
 * Loads policies that are to follow the one in charge. Each passes what the first one passed (hashes, channels, units and limits
 * of the commands, rate, deadline, known answers), and must fit the records of the flight.
 */
final class CandidateLoader {
    private final RobotConfig config;
    private final OpenSetpoints open;
    private final RecordSchema schema;

    CandidateLoader(Controls controls, RecordSchema schema) {
        this.config = controls.config();
        this.open = controls.openSetpoints();
        this.schema = schema;
    }

    /** @param succeeds whether it is to take over: then what it observes and answers must fit into the records */
    ManifestPolicy load(PolicySource source, Engine engine, boolean succeeds) throws CandidateRefused {
        ManifestPolicy policy;
        try {
            policy = Policies.load(source, engine, PolicySurroundings.of(config));
        } catch (PolicyError | ConfigError refused) {
            throw new CandidateRefused(source.use(), refused.getMessage());
        }
        try {
            ScheduledSetpoints.requireTaken(config.root(), policy.setpoints());
            requireFits(policy, source, succeeds);
            return policy;
        } catch (ConfigError refused) {
            policy.close();
            throw new CandidateRefused(source.use(), refused.getMessage());
        } catch (CandidateRefused refused) {
            policy.close();
            throw refused;
        }
    }

    private void requireFits(ManifestPolicy policy, PolicySource source, boolean succeeds) throws CandidateRefused {
        if (config.loop().policyDeadlineNs() > policy.deadlineNs()) {
            throw new CandidateRefused(
                    source.use(),
                    "its actions are too old after " + policy.deadlineNs() / 1e6 + " ms, and the loop flies them for "
                            + config.loop().policyDeadlineNs() / 1e6 + " ms (loop.policy_deadline)");
        }
        Optional<String> objection = succeeds ? open.objection(policy.setpoints()) : Optional.empty();
        if (objection.isPresent()) {
            throw new CandidateRefused(source.use(), objection.get());
        }
        if (succeeds && policy.actionSize() > schema.candidateActionSize()) {
            throw new CandidateRefused(
                    source.use(),
                    "it has " + policy.actionSize() + " actions, and the records of this flight hold "
                            + schema.candidateActionSize());
        }
        if (succeeds && policy.observationSize() > schema.observationSize()) {
            throw new CandidateRefused(
                    source.use(),
                    "it observes " + policy.observationSize() + " values, and the records of this flight hold "
                            + schema.observationSize() + " (policy.swap.largest_observation)");
        }
    }
}
