package dev.creance.app;

import dev.creance.policies.Engine;
import dev.creance.policies.kernels.Fitness;
import dev.creance.record.LogReader;
import dev.creance.runtime.Handover;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.TickRecord;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Re-executes a recorded run: builds the controls from the configuration in the log, feeds them the recorded inputs and compares
 * every bit of what they decide. The policy's inferences are re-executed too where engine and processor are the same, or the
 * engine gives the same bits on every processor.
 */
final class Replay {
    /**
     * What a replay found.
     *
     * @param inferences re-executed; 0 where engine or processor differ
     */
    record Result(long ticks, long inferences, boolean sameEngine, Optional<Divergence> divergence) {}

    private final LogReader log;
    private final Controls controls;
    private final boolean sameEngine;
    private final ReplayedCandidates candidates;

    /** Of the policy in charge; null where engine or processor differ. */
    private RepeatedInferences inferences;

    private long repeated;

    Replay(LogReader log) throws UsageError {
        this.log = log;
        Map<String, String> metadata = log.schema().metadata();
        controls = Controls.of(config(metadata)).forReplay();
        sameEngine = controls.manifest().engine().equals(metadata.get(RunMetadata.ENGINE))
                && (controls.manifest().portable() || RunMetadata.machine().equals(metadata.get(RunMetadata.MACHINE)));
        String sha256 = metadata.get(RunMetadata.POLICY_SHA256);
        if (!controls.manifest().sha256().equals(sha256)) {
            throw new UsageError("the run flew a policy with sha256 " + sha256 + ", and "
                    + controls.manifest().name() + " has " + controls.manifest().sha256()
                    + "; put that file in its place");
        }
        requireGuards(metadata);
        inferences = sameEngine ? new RepeatedInferences(controls.policy()) : null;
        candidates = new ReplayedCandidates(controls, log, sameEngine);
    }

    /** What they said is not in the log: the shield's decisions follow from it. */
    private void requireGuards(Map<String, String> metadata) throws UsageError {
        String here = GuardText.identity(controls.guards());
        String flown = metadata.getOrDefault(RunMetadata.GUARDS, "");
        if (!here.equals(flown)) {
            throw new UsageError("the run's shield asked the learned guards [" + flown + "], and here they are [" + here
                    + "]; put those files in their place");
        }
        if (!GuardText.portable(controls.guards())
                && !RunMetadata.machine().equals(metadata.get(RunMetadata.MACHINE))) {
            throw new UsageError("the run's shield asked learned guards whose last bits depend on the processor, and it"
                    + " flew on " + metadata.get(RunMetadata.MACHINE) + "; replay it there");
        }
    }

    private static RobotConfig config(Map<String, String> metadata) throws UsageError {
        Map<String, String> more = new LinkedHashMap<>();
        engine(metadata).ifPresent(engine -> more.put("policy.engine", engine.key()));
        return RunMetadata.config(metadata, more)
                .orElseThrow(() ->
                        new UsageError("the log holds no configuration; only logs of 'creance run' can be replayed"));
    }

    /** The one that flew, whatever would be chosen here; none where it cannot run here. */
    private static Optional<Engine> engine(Map<String, String> metadata) {
        String key = metadata.getOrDefault(RunMetadata.ENGINE, "").split(" ")[0];
        return Engine.of(key)
                .filter(engine -> engine != Engine.NATIVE || Fitness.objection().isEmpty());
    }

    /** Goes on to the end of the log or to the first difference. */
    Result run() throws IOException, UsageError {
        TickRecord recorded = log.schema().newRecord();
        TickOutputs again = log.schema().newRecord().out;
        long ticks = 0;
        Optional<Divergence> divergence = Optional.empty();
        while (divergence.isEmpty() && log.next(recorded)) {
            divergence = tick(recorded, again);
            ticks++;
        }
        controls.policy().close();
        controls.closeGuards();
        candidates.close();
        return new Result(
                ticks,
                repeated + (inferences == null ? 0 : inferences.count()) + candidates.count(),
                sameEngine,
                divergence);
    }

    private Optional<Divergence> tick(TickRecord recorded, TickOutputs again) throws UsageError {
        if (recorded.in.droppedRecords > 0) {
            return Optional.of(Divergence.afterLost(recorded.in.tick, recorded.in.droppedRecords));
        }
        candidates.begin(recorded.in, again);
        controls.pipeline().observe(recorded.in, again);
        Optional<Divergence> divergence = inferences == null ? Optional.empty() : infer(recorded.in, again);
        divergence = divergence.or(() -> candidates.infer(recorded.in));
        controls.pipeline().decide(recorded.in, again);
        if (again.handover == Handover.TAKEN_OVER) {
            repeated += inferences == null ? 0 : inferences.count();
            inferences = candidates.takeOver();
        }
        return divergence.isPresent()
                ? divergence
                : Divergence.between(recorded.in.tick, recorded.out, again, log.schema());
    }

    private Optional<Divergence> infer(TickInputs recorded, TickOutputs again) {
        if (again.observed) {
            inferences.observed(recorded.tick, again.observation);
        }
        return recorded.actionFresh ? inferences.answered(recorded) : Optional.empty();
    }
}
