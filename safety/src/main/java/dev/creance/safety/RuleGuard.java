package dev.creance.safety;

import dev.creance.runtime.Cause;
import dev.creance.runtime.Channel;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.runtime.TickInputs;
import dev.creance.safety.logic.Rule;
import dev.creance.safety.logic.Rules;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Stage 1d: the rules of {@code shield.rules}. From the first believed frame on they see the newest one in each tick, and what is
 * older than it may be as unknown; a tick that was never run, too. What they say can take the command from the policy, and keep it
 * from it, but changes no command: that is left to the backup. A rule that is not known to hold counts as violated.
 */
final class RuleGuard {
    /** As many unrun ticks are made up for in one tick; until all are, nothing is known. */
    private static final long MOST_AT_ONCE = 256;

    private final Rule[] rules;
    private final long sensorAgeNs;
    private final double[] frame;
    private final double[] unknown;

    /** By how much each holds, beyond its margin. */
    private final double[] rooms;

    private boolean begun;
    private long lastTick = Long.MIN_VALUE;
    private long missed;

    RuleGuard(SettingsSection settings, FrameRules frames, Layout sensors, ShieldTiming timing, long sensorAgeNs) {
        this.sensorAgeNs = sensorAgeNs;
        frame = new double[sensors.size()];
        unknown = new double[sensors.size()];
        Arrays.fill(frame, Double.NaN);
        Arrays.fill(unknown, Double.NaN);
        double[] rest = new double[sensors.size()];
        frames.rest(rest);
        rules = Rules.from(settings.node(), sensors, timing.periodNs(), rest).toArray(Rule[]::new);
        rooms = new double[rules.length];
        Arrays.fill(rooms, Double.NaN);
    }

    List<Rule> rules() {
        return List.of(rules);
    }

    /** By how much each holds, beyond its margin; after those of the certificate. */
    List<Channel> margins() {
        return Stream.of(rules)
                .map(rule -> Channel.unbounded("rule." + rule.name(), rule.unit()))
                .toList();
    }

    /** Takes this tick's frame, and raises what follows in flight. */
    @HotPath
    void check(TickInputs in, SenseGuard senses, FailsafeMachine machine, Conditions out, Stage.Probe probe) {
        try {
            probe.at(Stage.RULES);
            feed(in, senses);
        } catch (RuntimeException | Error thrown) {
            out.raise(Condition.STAGE_THREW, Stage.RULES.ordinal());
            Arrays.fill(rooms, Double.NaN);
            missed += lastTick == in.tick ? 1 : 0;
        }
        if (machine.state().policyMayFly()) {
            report(out);
        }
    }

    private void feed(TickInputs in, SenseGuard senses) {
        if (senses.accepted()) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = in.sensors.isValid(i) ? in.sensors.values[i] : Double.NaN;
            }
        }
        if (!begun && !senses.accepted()) {
            return;
        }
        missed += begun ? Math.max(0, in.tick - lastTick - 1) : 0;
        begun = true;
        lastTick = in.tick;
        for (int i = 0; i < MOST_AT_ONCE && missed > 0; i++) {
            step(unknown);
            missed--;
        }
        if (missed > 0) {
            missed++; // this tick's own
            Arrays.fill(rooms, Double.NaN);
            return;
        }
        step(senses.ageNs() <= sensorAgeNs ? frame : unknown);
        for (int i = 0; i < rules.length; i++) {
            rooms[i] = rules[i].room();
        }
    }

    private void step(double[] sample) {
        for (int i = 0; i < rules.length; i++) {
            rules[i].monitor().step(sample);
        }
    }

    private void report(Conditions out) {
        for (int i = 0; i < rules.length; i++) {
            if (holds(i)) {
                continue;
            }
            switch (rules[i].reaction()) {
                case LAND -> raise(Condition.RULE_BROKEN_FOR_GOOD, shown(i), out);
                case BACKUP -> raise(Condition.RULE_BROKEN, shown(i), out);
                case WARN -> out.note(Cause.RULE.bit());
            }
        }
    }

    /** The first in the list names the value. */
    private static void raise(Condition condition, double value, Conditions out) {
        if (!out.isRaised(condition)) {
            out.raise(condition, value);
        }
    }

    private boolean holds(int rule) {
        return rooms[rule] >= 0;
    }

    private double shown(int rule) {
        return Double.isInfinite(rooms[rule]) ? Double.NaN : rooms[rule];
    }

    /** A run that begins with a broken rule would be over at once. */
    @HotPath
    long blockers() {
        for (int i = 0; i < rules.length; i++) {
            if (!holds(i) && rules[i].reaction() != Rule.Reaction.WARN) {
                return Cause.RULE.bit();
            }
        }
        return 0;
    }

    @HotPath
    void writeInto(double[] marginsOut, int from) {
        for (int i = 0; i < rules.length; i++) {
            marginsOut[from + i] = shown(i);
        }
    }
}
