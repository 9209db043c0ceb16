package dev.creance.safety;

import dev.creance.runtime.Cause;
import dev.creance.runtime.Channel;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.runtime.TickInputs;
import dev.creance.safety.logic.Prediction;
import dev.creance.safety.logic.Rule;
import dev.creance.safety.logic.Rules;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Stage 1d: the rules of {@code shield.rules}. From the first believed frame on, and anew after
 * anything that was not seen before the machine was armed, they see the newest one in each tick, and the last
 * emitted command; a frame that is older than it may be is unknown, and so is all of a tick that was never run. What they say can
 * take the command from the policy, and keep it from it, but changes no command: that is left to the backup. A rule that is not known
 * to hold counts as violated.
 */
final class RuleGuard {
    /** As many unrun ticks are made up for in one tick; until all are, nothing is known. */
    private static final long MOST_AT_ONCE = 256;

    private final Rule[] rules;
    private final PlanGuard plans;
    private final long sensorAgeNs;
    private final int sensors;
    private final double[] emitted;

    /** The newest believed frame, and the last emitted command. */
    private final double[] seen;

    /** ... and without the frame. */
    private final double[] blind;

    private final double[] unknown;

    /** By how much each holds, beyond its margin. */
    private final double[] rooms;

    private boolean begun;
    private long lastTick = Long.MIN_VALUE;
    private long missed;

    /** @param emitted the last emitted command; before the first, that of actuators that do nothing */
    RuleGuard(ShieldPipeline.Parts parts, Layout sensors, Layout commands, ShieldTiming timing, double[] emitted) {
        this.sensorAgeNs = parts.sensorAgeNs();
        this.sensors = sensors.size();
        this.emitted = emitted;
        Layout channels = sensors.and(commands);
        seen = unknown(channels.size());
        blind = unknown(channels.size());
        unknown = unknown(channels.size());
        Prediction prediction = parts.stages().prediction(this.sensors);
        rules = Rules.from(
                        parts.settings().node(),
                        new Rules.Machine(channels, timing.periodNs(), rest(parts.stages(), channels), prediction))
                .toArray(Rule[]::new);
        rooms = unknown(rules.length);
        plans = new PlanGuard(rules, prediction, channels.size());
    }

    private static double[] unknown(int size) {
        double[] values = new double[size];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    /** What is commanded of a machine that stands may be anything: where it stands. */
    private double[] rest(MachineStages stages, Layout channels) {
        double[] frame = new double[sensors];
        stages.frames().rest(frame);
        double[] rest = unknown(channels.size());
        System.arraycopy(frame, 0, rest, 0, sensors);
        return rest;
    }

    List<Rule> rules() {
        return List.of(rules);
    }

    /** Those that are asked of a candidate, too. */
    PlanGuard plans() {
        return plans;
    }

    /** By how much each holds, beyond its margin, and then by how much it will; after those of the certificate. */
    List<Channel> margins() {
        Stream<Channel> now = Stream.of(rules).map(rule -> Channel.unbounded("rule." + rule.name(), rule.unit()));
        return Stream.concat(now, plans.margins().stream()).toList();
    }

    /** Takes this tick's frame, and raises what follows in flight. */
    @HotPath
    void check(TickInputs in, SenseGuard senses, FailsafeMachine machine, Conditions out, Stage.Probe probe) {
        try {
            probe.at(Stage.RULES);
            feed(in, senses, machine.isBeforeFlight());
        } catch (RuntimeException | Error thrown) {
            out.raise(Condition.STAGE_THREW, Stage.RULES.ordinal());
            Arrays.fill(rooms, Double.NaN);
            missed += lastTick == in.tick ? 1 : 0;
        }
        if (machine.state().policyMayFly()) {
            report(out);
        }
    }

    private void feed(TickInputs in, SenseGuard senses, boolean beforeFlight) {
        boolean seesNow = senses.ageNs() <= sensorAgeNs;
        if (beforeFlight && begun && (!seesNow || in.tick > lastTick + 1)) {
            beginAnew();
        }
        if (senses.accepted()) {
            for (int i = 0; i < sensors; i++) {
                seen[i] = in.sensors.isValid(i) ? in.sensors.values[i] : Double.NaN;
            }
        }
        if (!begun && !(senses.accepted() && seesNow)) {
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
        System.arraycopy(emitted, 0, seen, sensors, emitted.length);
        System.arraycopy(emitted, 0, blind, sensors, emitted.length);
        step(seesNow ? seen : blind);
        for (int i = 0; i < rules.length; i++) {
            rooms[i] = rules[i].room();
        }
    }

    /** Of a machine that stands nothing need be remembered; what looks back for ever would never get over what it has not seen. */
    private void beginAnew() {
        begun = false;
        missed = 0;
        Arrays.fill(rooms, Double.NaN);
        for (int i = 0; i < rules.length; i++) {
            rules[i].monitor().restart();
        }
    }

    private void step(double[] sample) {
        for (int i = 0; i < rules.length; i++) {
            rules[i].monitor().step(sample);
        }
    }

    private void report(Conditions out) {
        for (int i = 0; i < rules.length; i++) {
            if (!holds(i)) {
                react(rules[i].reaction(), rooms[i], out);
            }
        }
    }

    /** Raises what follows from a rule that is violated, or will be; the first in the list names the value. */
    static void react(Rule.Reaction reaction, double room, Conditions out) {
        switch (reaction) {
            case LAND -> raise(Condition.RULE_BROKEN_FOR_GOOD, room, out);
            case BACKUP -> raise(Condition.RULE_BROKEN, room, out);
            case WARN -> out.note(Cause.RULE.bit());
        }
    }

    private static void raise(Condition condition, double room, Conditions out) {
        if (!out.isRaised(condition)) {
            out.raise(condition, shown(room));
        }
    }

    private boolean holds(int rule) {
        return rooms[rule] >= 0;
    }

    static double shown(double room) {
        return Double.isInfinite(room) ? Double.NaN : room;
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
            marginsOut[from + i] = shown(rooms[i]);
        }
        plans.writeInto(marginsOut, from + rules.length);
    }
}
