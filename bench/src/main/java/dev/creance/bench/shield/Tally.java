package dev.creance.bench.shield;

import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.Source;
import dev.creance.sim.TruthSummary;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What was counted over episodes: sums and extremes, so that the order in which episodes are merged makes no difference. */
final class Tally {
    /** Within this of a limit counts as having touched it. */
    static final double TOUCH_SHARE = 0.95;

    long steps;
    long policySteps;
    long modifiedSteps;
    long nonFiniteCommands;
    long takeovers;
    long stops;
    long episodes;
    long violatedEpisodes;
    long subSteps;
    long violations;
    final long[] touchedSteps;
    final double[] most;
    final Map<String, Long> violationsByKind = new TreeMap<>();
    final Map<String, long[]> byAttack = new TreeMap<>();

    Tally(int limits) {
        touchedSteps = new long[limits];
        most = new double[limits];
    }

    void tick(double[] shares, FailsafeState before, ShieldDecision decision) {
        steps++;
        boolean policy = decision.source == Source.POLICY || decision.source == Source.HELD;
        policySteps += policy ? 1 : 0;
        modifiedSteps += policy && !Encounter.passed(decision) ? 1 : 0;
        for (double value : decision.command) {
            nonFiniteCommands += Double.isFinite(value) ? 0 : 1;
        }
        if (decision.state != before) {
            takeovers += decision.state == FailsafeState.BACKUP ? 1 : 0;
            stops += before.policyMayFly() && decision.state.isEnding() ? 1 : 0;
        }
        for (int i = 0; i < shares.length; i++) {
            touchedSteps[i] += shares[i] >= TOUCH_SHARE ? 1 : 0;
            most[i] = Math.max(most[i], shares[i]);
        }
    }

    void episode(String attack, TruthSummary truth) {
        episodes++;
        boolean violated = truth.envelopeViolations() > 0;
        violatedEpisodes += violated ? 1 : 0;
        subSteps += truth.subSteps();
        violations += truth.envelopeViolations();
        truth.violationsByKind().forEach((kind, count) -> violationsByKind.merge(kind, count, Long::sum));
        long[] counts = byAttack.computeIfAbsent(attack, name -> new long[2]);
        counts[0]++;
        counts[1] += violated ? 1 : 0;
    }

    void add(Tally other) {
        steps += other.steps;
        policySteps += other.policySteps;
        modifiedSteps += other.modifiedSteps;
        nonFiniteCommands += other.nonFiniteCommands;
        takeovers += other.takeovers;
        stops += other.stops;
        episodes += other.episodes;
        violatedEpisodes += other.violatedEpisodes;
        subSteps += other.subSteps;
        violations += other.violations;
        other.violationsByKind.forEach((kind, count) -> violationsByKind.merge(kind, count, Long::sum));
        other.byAttack.forEach((attack, counts) -> byAttack.merge(
                attack, counts.clone(), (mine, theirs) -> new long[] {mine[0] + theirs[0], mine[1] + theirs[1]}));
        for (int i = 0; i < most.length; i++) {
            touchedSteps[i] += other.touchedSteps[i];
            most[i] = Math.max(most[i], other.most[i]);
        }
    }

    /** Steps in which any limit was touched are at most their sum; this is the limit touched most. */
    double touchedShare() {
        return steps == 0 ? 0 : (double) Arrays.stream(touchedSteps).max().orElse(0) / steps;
    }
}
