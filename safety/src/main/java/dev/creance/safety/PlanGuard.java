package dev.creance.safety;

import dev.creance.runtime.Cause;
import dev.creance.runtime.Channel;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.HotPath;
import dev.creance.safety.logic.Foresight;
import dev.creance.safety.logic.Prediction;
import dev.creance.safety.logic.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Stage 6, for rules that say {@code predict}: they are asked of what has been and of what the machine's own model says is to come
 * if the candidate is executed in this tick and the backup follows. A candidate with which one of them is not known to hold does
 * not fly. Where they hold if the backup's own command goes out instead, that one does, in this tick; where they do not, what
 * follows is what follows from a rule that is violated. No command is made here, so what is admissible stays the same.
 */
final class PlanGuard {
    /** Share of the reserve by which a candidate may be worse than the backup: two courses that differ in one tick hardly do. */
    private static final double SLACK = 0.001;

    private final Rule[] rules;
    private final Foresight[] foresights;
    private final Prediction prediction;
    private final int farthestTicks;
    private final double[] sample;

    /** By how much each holds of the candidate, beyond its margin and its reserve. */
    private final double[] rooms;

    /** ... and of the backup, beyond its margin: what the reserve is for. */
    private final double[] instead;

    private boolean averts;

    /** @param channels how many a sample has */
    PlanGuard(Rule[] all, Prediction prediction, int channels) {
        this.prediction = prediction;
        rules = Stream.of(all).filter(rule -> rule.foresight().isPresent()).toArray(Rule[]::new);
        foresights =
                Stream.of(rules).map(rule -> rule.foresight().orElseThrow()).toArray(Foresight[]::new);
        farthestTicks =
                Stream.of(foresights).mapToInt(Foresight::horizonTicks).max().orElse(0);
        sample = new double[channels];
        Arrays.fill(sample, Double.NaN);
        rooms = new double[rules.length];
        instead = new double[rules.length];
        reset();
    }

    List<Channel> margins() {
        return Stream.of(rules)
                .map(rule -> Channel.unbounded("rule." + rule.name() + ".predicted", rule.unit()))
                .toList();
    }

    @HotPath
    void reset() {
        averts = false;
        Arrays.fill(rooms, Double.NaN);
    }

    /** Whether a candidate, inside box and slew limits, may fly. */
    @HotPath
    boolean admits(double[] candidate, FailsafeState state, Conditions out) {
        if (rules.length == 0) {
            return true;
        }
        foresee(candidate, rooms);
        for (int i = 0; i < rules.length; i++) {
            rooms[i] -= foresights[i].reserve();
        }
        note(out);
        if (hold(rooms)) {
            return true;
        }
        foresee(null, instead);
        if (isNoWorse()) {
            return true;
        }
        // Where the backup is in charge already, it remains so, and nothing follows from what does not fly.
        if (state == FailsafeState.ACTIVE) {
            averts = hold(instead);
            if (!averts) {
                report(out);
            }
        }
        return false;
    }

    /** Whether the candidate uses less of the reserve than the backup would: else what is in it could not leave it. */
    private boolean isNoWorse() {
        for (int i = 0; i < rules.length; i++) {
            double room = rooms[i] + foresights[i].reserve();
            double slack = SLACK * foresights[i].reserve();
            boolean fine = rooms[i] >= 0 || (room >= 0 && room >= instead[i] - slack);
            if (!fine && rules[i].reaction() != Rule.Reaction.WARN) {
                return false;
            }
        }
        return true;
    }

    private void note(Conditions out) {
        for (int i = 0; i < rules.length; i++) {
            if (!(rooms[i] >= 0)) {
                out.note(Cause.RULE.bit());
            }
        }
    }

    /** Whether the candidate of this tick was rejected, and the rules hold with the backup's command. */
    @HotPath
    boolean averts() {
        return averts;
    }

    /** @param command for this tick; null for the backup's */
    private void foresee(double[] command, double[] roomsOut) {
        Arrays.fill(roomsOut, Double.NaN);
        for (int i = 0; i < foresights.length; i++) {
            foresights[i].begin();
        }
        prediction.begin();
        for (int tick = 0; tick < farthestTicks; tick++) {
            if (tick == 0 && command != null) {
                prediction.apply(command, sample);
            } else {
                prediction.follow(sample);
            }
            for (int i = 0; i < foresights.length; i++) {
                if (tick < foresights[i].horizonTicks()) {
                    foresights[i].step(sample);
                }
            }
        }
        for (int i = 0; i < rules.length; i++) {
            roomsOut[i] = foresights[i].lower() - rules[i].margin();
        }
    }

    private boolean hold(double[] found) {
        for (int i = 0; i < rules.length; i++) {
            if (!(found[i] >= 0) && rules[i].reaction() != Rule.Reaction.WARN) {
                return false;
            }
        }
        return true;
    }

    /** Of those that the backup would not keep. */
    private void report(Conditions out) {
        for (int i = 0; i < rules.length; i++) {
            if (!(instead[i] >= 0)) {
                RuleGuard.react(rules[i].reaction(), instead[i], out);
            }
        }
    }

    @HotPath
    void writeInto(double[] marginsOut, int from) {
        for (int i = 0; i < rules.length; i++) {
            marginsOut[from + i] = RuleGuard.shown(rooms[i]);
        }
    }
}
