package dev.creance.policies;

import dev.creance.policies.manifest.Planner;
import dev.creance.policies.signals.Periods;
import dev.creance.runtime.HotPath;

/**
 * A planner within the inferences of its policy: asked once in each of its own periods, as early in it as it answers. An answer
 * that is not finite is none, and neither is one to an observation that is not finite. What counts as late is told by the numbers
 * of periods that come along with observations, so that a replay comes to the same.
 */
final class PlannerStage {
    private static final int NONE = -1;

    private final NetworkGroup group;
    private final HeldAnswer[] answers;
    private final Planner.Miss atMiss;
    private final int periodAt;
    private final int mostAge;
    private final String failure;
    private int answeredPeriod = NONE;
    private int answeredNumber = NONE;
    private boolean missed;

    /**
     * @param periodAt where the number of its own period stands in an observation
     * @param nativeHz of the policy
     */
    PlannerStage(Planner planner, NetworkGroup group, HeldAnswer[] answers, int periodAt, double nativeHz) {
        this.group = group;
        this.answers = answers;
        this.atMiss = planner.atMiss();
        this.periodAt = periodAt;
        this.mostAge = (int) Math.min(Periods.COUNT / 2, Math.floor(planner.deadlineS() * nativeHz * (1 + 1e-9)));
        this.failure =
                "the planner " + planner.models() + " has not answered for more than " + planner.deadlineS() + " s";
    }

    /**
     * Asks it where it has not answered in this period of its own, and shows the others what they hear.
     *
     * @param now the number of the policy's native period
     * @return false where the policy must not go on without it
     */
    boolean ask(float[] observation, int now) {
        int period = (int) observation[periodAt];
        if (answeredNumber == NONE) {
            answeredNumber = now; // before its first answer, it is late from the first question on
        }
        if (period != answeredPeriod && answers(observation)) {
            answeredPeriod = period;
            answeredNumber = now;
        }
        int age = Periods.age(now, answeredNumber);
        missed = age > mostAge;
        boolean initial = answeredPeriod == NONE || (missed && atMiss == Planner.Miss.INITIAL);
        for (int k = 0; k < answers.length; k++) {
            if (initial) {
                answers[k].showInitial();
            } else {
                answers[k].show(age);
            }
        }
        return !missed || atMiss != Planner.Miss.FAIL;
    }

    private boolean answers(float[] observation) {
        if (!group.isFinite(observation)) {
            return false;
        }
        group.load(observation);
        boolean answered = group.run(observation) && group.takeStates();
        for (int k = 0; k < answers.length; k++) {
            answered = answered && answers[k].read();
        }
        if (answered) {
            for (int k = 0; k < answers.length; k++) {
                answers[k].take();
            }
            group.commit(true);
        }
        return answered;
    }

    /** Why the policy does not go on; empty where it does. */
    String failure() {
        return missed && atMiss == Planner.Miss.FAIL ? failure : "";
    }

    @HotPath
    void reset() {
        group.reset();
        for (int k = 0; k < answers.length; k++) {
            answers[k].reset();
        }
        answeredPeriod = NONE;
        answeredNumber = NONE;
        missed = false;
    }
}
