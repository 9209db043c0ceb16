package dev.creance.record;

import dev.creance.runtime.CandidateInputs;
import dev.creance.runtime.Handover;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.Sink;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.flight.RecordSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * How the policies that followed the one in charge did: what they would have commanded, against what the one in charge proposed
 * for the same observation. Read the results after the recorder was closed.
 */
public final class CandidateFlights implements Sink {
    /** Answers of the one in charge that wait for the candidate's: far more than any deadline leaves open. */
    private static final int OPEN = 64;

    /**
     * One policy that followed.
     *
     * @param joinedS when, since the first tick
     * @param succeeds whether it was to take over
     * @param last how far it came
     * @param lastS when it came that far
     * @param answers of its, with finite actions
     * @param failures answers of its that were none
     * @param compared answers to an observation that the one in charge answered too
     * @param channels in the order of the commands
     */
    public record Result(
            long id,
            double joinedS,
            boolean succeeds,
            Handover last,
            double lastS,
            long answers,
            long failures,
            long compared,
            List<ChannelResult> channels) {}

    /** Of one command, in its unit: greatest and root-mean-square difference. */
    public record ChannelResult(String name, String unit, double max, double rms) {}

    private final RecordSchema schema;
    private final List<Result> results = new ArrayList<>();
    private final long[] openTicks = new long[OPEN];
    private final double[][] openProposals;
    private long newestInCharge = -1;
    private long startNs = Long.MIN_VALUE;
    private Handover before = Handover.NONE;
    private Follower follower;

    public CandidateFlights(RecordSchema schema) {
        this.schema = schema;
        this.openProposals = new double[OPEN][schema.commands().size()];
        java.util.Arrays.fill(openTicks, -1);
    }

    private final class Follower {
        private final long id;
        private final boolean succeeds;
        private final long joinedNs;
        private final double[] squares = new double[schema.commands().size()];
        private final double[] greatest = new double[schema.commands().size()];
        private Handover last = Handover.NONE;
        private long lastNs;
        private long answers;
        private long failures;
        private long compared;

        Follower(TickRecord tick) {
            id = tick.in.candidate.id;
            succeeds = tick.in.candidate.succeeds;
            joinedNs = tick.in.nowNs;
        }

        void take(TickRecord tick) {
            CandidateInputs candidate = tick.in.candidate;
            if (tick.out.handover != last) {
                last = tick.out.handover;
                lastNs = tick.in.nowNs;
            }
            if (candidate.actionFresh && candidate.actionStatus != PolicyStatus.OK) {
                failures++;
            } else if (candidate.actionFresh) {
                answers++;
                compare(candidate.actionTick, tick.out.candidateProposal);
            }
        }

        private void compare(long observed, double[] proposal) {
            int slot = (int) Math.floorMod(observed, (long) OPEN);
            if (openTicks[slot] != observed) {
                return;
            }
            compared++;
            for (int i = 0; i < proposal.length; i++) {
                double difference = Math.abs(proposal[i] - openProposals[slot][i]);
                greatest[i] = Math.max(greatest[i], difference);
                squares[i] += difference * difference;
            }
        }

        Result result() {
            List<ChannelResult> channels = new ArrayList<>();
            for (int i = 0; i < greatest.length; i++) {
                channels.add(new ChannelResult(
                        schema.commands().channels().get(i).name(),
                        schema.commands().channels().get(i).unit(),
                        greatest[i],
                        compared == 0 ? 0 : Math.sqrt(squares[i] / compared)));
            }
            return new Result(
                    id,
                    sinceStartS(joinedNs),
                    succeeds,
                    last,
                    sinceStartS(lastNs),
                    answers,
                    failures,
                    compared,
                    channels);
        }
    }

    private double sinceStartS(long timeNs) {
        return (timeNs - startNs) * 1e-9;
    }

    @Override
    public void accept(TickRecord tick) {
        startNs = startNs == Long.MIN_VALUE ? tick.in.nowNs : startNs;
        CandidateInputs candidate = tick.in.candidate;
        boolean same = follower != null
                && candidate.id == follower.id
                && candidate.succeeds == follower.succeeds
                && !before.isOver();
        if (!same) {
            end();
            follower = candidate.follows() ? new Follower(tick) : null;
        }
        // while one is blended in, the proposal is a mixture of both
        boolean whole = tick.out.handover == Handover.SHADOW || tick.out.handover == Handover.SETTLING;
        if (follower != null) {
            if (whole && tick.in.actionStatus == PolicyStatus.OK && tick.in.actionTick != newestInCharge) {
                newestInCharge = tick.in.actionTick;
                keep(tick);
            }
            follower.take(tick);
        }
        before = tick.out.handover;
    }

    private void keep(TickRecord tick) {
        int slot = (int) Math.floorMod(tick.in.actionTick, (long) OPEN);
        openTicks[slot] = tick.in.actionTick;
        System.arraycopy(tick.out.proposal, 0, openProposals[slot], 0, openProposals[slot].length);
    }

    private void end() {
        if (follower != null) {
            results.add(follower.result());
        }
    }

    @Override
    public void close() {
        end();
        follower = null;
    }

    /** Oldest first. */
    public List<Result> results() {
        return List.copyOf(results);
    }
}
