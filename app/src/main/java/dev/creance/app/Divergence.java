package dev.creance.app;

import dev.creance.runtime.Channel;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.flight.RecordSchema;
import java.util.List;
import java.util.Optional;

/**
 * The first place where a replay differs from its log.
 *
 * @param field for example {@code command motor.2}
 * @param bits of the recorded value xor the recomputed one; 0 where the field is not a number
 */
record Divergence(long tick, String field, String recorded, String recomputed, long bits) {
    /** Compares everything that a tick decided, bit for bit. */
    static Optional<Divergence> between(long tick, TickOutputs recorded, TickOutputs again, RecordSchema schema) {
        Search search = new Search(tick);
        search.same("observed", recorded.observed, again.observed);
        search.channels("reference", schema.reference().channels(), recorded.reference.values, again.reference.values);
        if (recorded.observed) {
            search.floats("observation", recorded.observation, again.observation);
        }
        search.channels("proposal", schema.commands().channels(), recorded.proposal, again.proposal);
        if (schema.candidates()) {
            search.same("policy in charge", recorded.policy, again.policy);
            search.same("handover", recorded.handover, again.handover);
            search.channels(
                    "candidate's proposal",
                    schema.commands().channels(),
                    recorded.candidateProposal,
                    again.candidateProposal);
        }
        ShieldDecision was = recorded.decision;
        ShieldDecision is = again.decision;
        search.channels("command", schema.commands().channels(), was.command, is.command);
        search.channels("margin", schema.margins(), was.margins, is.margins);
        search.same("verdict", was.verdict, is.verdict);
        search.same("source", was.source, is.source);
        search.same("causes", was.causes, is.causes);
        search.same("arming blockers", was.armingBlockers, is.armingBlockers);
        search.same("failsafe state", was.state, is.state);
        search.same("transition cause", was.transitionCause, is.transitionCause);
        search.number("transition value", was.transitionValue, is.transitionValue);
        search.same("transition tick", was.transitionTick, is.transitionTick);
        search.same("active since", was.activeSinceNs, is.activeSinceNs);
        search.same("directive", was.directive, is.directive);
        search.same("decision sequence", was.sequence, is.sequence);
        return Optional.ofNullable(search.found);
    }

    /** Compares an action. */
    static Optional<Divergence> between(long tick, float[] recorded, float[] again) {
        Search search = new Search(tick);
        search.floats("action", recorded, again);
        return Optional.ofNullable(search.found);
    }

    /** What a tick decides goes by all before it: after lost ones there is nothing to compare with. */
    static Divergence afterLost(long tick, long ticks) {
        String gap = "preceded by " + ticks + " ticks that are not in the log (the flight record ring was full)";
        return new Divergence(tick, "record", gap, "not comparable", 0);
    }

    String text() {
        return "tick " + tick + ": " + field + " was " + recorded + " and is " + recomputed
                + (bits == 0 ? "" : ", differing bits " + Long.toHexString(bits));
    }

    private static final class Search {
        private final long tick;
        private Divergence found;

        Search(long tick) {
            this.tick = tick;
        }

        void same(String field, Object was, Object is) {
            if (found == null && !java.util.Objects.equals(was, is)) {
                found = new Divergence(tick, field, String.valueOf(was), String.valueOf(is), 0);
            }
        }

        void number(String field, double was, double is) {
            long bits = Double.doubleToRawLongBits(was) ^ Double.doubleToRawLongBits(is);
            if (found == null && bits != 0) {
                found = new Divergence(tick, field, Double.toString(was), Double.toString(is), bits);
            }
        }

        void channels(String kind, List<Channel> channels, double[] was, double[] is) {
            for (int i = 0; i < was.length; i++) {
                number(kind + " " + channels.get(i).name(), was[i], is[i]);
            }
        }

        void floats(String kind, float[] was, float[] is) {
            for (int i = 0; i < was.length; i++) {
                long bits = Integer.toUnsignedLong(Float.floatToRawIntBits(was[i]) ^ Float.floatToRawIntBits(is[i]));
                if (found == null && bits != 0) {
                    found = new Divergence(
                            tick, kind + "[" + i + "]", Float.toString(was[i]), Float.toString(is[i]), bits);
                }
            }
        }
    }
}
