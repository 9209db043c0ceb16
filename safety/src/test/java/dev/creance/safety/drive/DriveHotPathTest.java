package dev.creance.safety.drive;

import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.HotPathContract;
import dev.creance.runtime.StopRequest;
import java.util.Arrays;
import java.util.List;

/** The drive's shield, run after run, each with another fault. */
class DriveHotPathTest extends HotPathContract {
    private static final String STAGES =
            "DriveStages.estimate, DriveStages.standing, DriveStages.watch, DriveStages.idle,"
                    + " DriveStages.backup, DriveStages.release, DriveStages.lastResort, DriveStages.project, DriveStages.predict,"
                    + " DriveStages.armingBlockers, DriveStages.sent, DriveFrameRules.isConsistent, DriveFrameRules.follows,"
                    + " DriveFrameRules.repeats, CurrentTransitions.begin, CurrentTransitions.follow, CurrentTransitions.sent,"
                    + " CurrentPrediction.begin, CurrentPrediction.apply, CurrentPrediction.follow";

    private static final String GUARDS = "guards: [{kind: transition, reaction: warn}]\n"
            + "rules: [{name: gentle, always: current.q < 150 A, predict: 1 ms}]\n";
    private static final int TICKS = 400;

    private static final List<DriveRun.Meddler> FAULTS = List.of(
            (run, in) -> {},
            (run, in) -> in.stop = StopRequest.CONTROLLED,
            (run, in) -> in.stop = StopRequest.CUT,
            (run, in) -> Arrays.fill(run.out.proposal, Double.NaN),
            (run, in) -> in.sensorFresh = false,
            (run, in) -> in.sensors.values[5] = Double.NaN,
            (run, in) -> run.out.proposal[0] = run.tick() % 2);

    private DriveRun run;
    private int runs;
    private long endTick;

    @Override
    protected Class<?> anyOfTheProduct() {
        return DriveStages.class;
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
            DriveRun.Meddler fault = FAULTS.get(runs++ % FAULTS.size());
            run = DriveRun.of(DriveFixtures.PMSM, DriveFixtures.PMSM_LIMITS + GUARDS, 250_000);
            run.until(FailsafeState.ACTIVE, 1);
            run.teleport(200, 50, 100);
            run.pilot = (each, proposal) -> proposal[1] = 1;
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
