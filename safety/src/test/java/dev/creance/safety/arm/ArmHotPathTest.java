package dev.creance.safety.arm;

import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.HotPathContract;
import dev.creance.runtime.StopRequest;
import java.util.Arrays;
import java.util.List;

/** The arm's shield, run after run, each with another fault. */
class ArmHotPathTest extends HotPathContract {
    private static final String STAGES = "ArmStages.estimate, ArmStages.standing, ArmStages.watch, ArmStages.idle,"
            + " ArmStages.backup, ArmStages.release, ArmStages.lastResort, ArmStages.project, ArmStages.predict,"
            + " ArmStages.armingBlockers, ArmStages.sent, ArmFrameRules.isConsistent, ArmFrameRules.follows,"
            + " ArmFrameRules.repeats, JointTransitions.begin, JointTransitions.follow, JointTransitions.sent,"
            + " SetPointPrediction.begin, SetPointPrediction.apply, SetPointPrediction.follow";

    private static final String GUARDS = "guards: [{kind: transition, reaction: warn}]\n"
            + "rules: [{name: near, always: joint.position.0 < 0.1 rad, predict: 50 ms}]\n";
    private static final int TICKS = 400;

    private static final List<ArmRun.Meddler> FAULTS = List.of(
            (run, in) -> {},
            (run, in) -> in.stop = StopRequest.CONTROLLED,
            (run, in) -> in.stop = StopRequest.CUT,
            (run, in) -> Arrays.fill(run.out.proposal, Double.NaN),
            (run, in) -> in.sensorFresh = false,
            (run, in) -> in.sensors.values[5] = Double.NaN,
            (run, in) -> Arrays.fill(run.out.proposal, run.tick() % 2));

    private ArmRun run;
    private int runs;
    private long endTick;

    @Override
    protected Class<?> anyOfTheProduct() {
        return ArmStages.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        return List.of(EntryPoint.of(STAGES + " with every fault", this::before, this::decide)
                .runs(TICKS * FAULTS.size()));
    }

    private void before() {
        if (run != null) {
            run.advancePlant();
        }
        if (run == null || run.tick() >= endTick) {
            ArmRun.Meddler fault = FAULTS.get(runs++ % FAULTS.size());
            run = ArmRun.of(ArmFixtures.EVERYTHING + GUARDS, ArmFixtures.READY);
            run.until(FailsafeState.ACTIVE, 1);
            run.pilot = (each, proposal) -> Arrays.fill(proposal, 1.5);
            long from = run.tick() + 100;
            run.meddler = (each, in) -> {
                if (each.tick() > from) {
                    fault.meddle(each, in);
                }
            };
            endTick = run.tick() + TICKS;
        }
        run.advanceInputs();
    }

    private void decide() {
        run.shield.decide(run.in, run.out);
    }
}
