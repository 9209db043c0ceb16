package dev.creance.runtime.loop;

import dev.creance.runtime.Handover;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Which policy is in charge and which follows it, with the threads that infer for them. Others join a flight that goes on:
 * whoever has one ready offers it, and the tick takes the offer at its start. It never waits for one, but in lockstep, where
 * the joining has its tick. Owns every policy that was ever offered.
 *
 * <pre>{@code
 * Succession succession = new Succession(proposer, pipeline);
 * succession.offer(entrant);       // any thread
 * succession.begin(in, out);       // the tick
 * pipeline.observe(in, out);
 * succession.exchange(in, out);
 * pipeline.decide(in, out);
 * }</pre>
 */
public final class Succession implements AutoCloseable {
    private static final long LOCKSTEP_POLL_NS = 200_000;
    private static final long LOCKSTEP_LIMIT_NS = 120_000_000_000L;

    private final TickPipeline pipeline;
    private final Proposer first;
    private final long[] duesNs;
    private final List<Proposer> members = new CopyOnWriteArrayList<>();
    private final List<Proposer> open = new CopyOnWriteArrayList<>();
    private volatile Entrant offered;

    // The tick thread's own:
    private Proposer inCharge;
    private Proposer candidate;
    private int joined;
    private long bytesBefore;
    private long inferencesBefore;

    /** @param first whose policy is in charge of the pipeline */
    public Succession(Proposer first, TickPipeline pipeline) {
        this(first, pipeline, new long[0]);
    }

    /**
     * In lockstep.
     *
     * @param duesNs of all offers that will come, in their order: at each of these times the tick waits for its offer
     */
    public Succession(Proposer first, TickPipeline pipeline, long[] duesNs) {
        this.first = first;
        this.inCharge = first;
        this.pipeline = pipeline;
        this.duesNs = duesNs.clone();
        members.add(first);
        open.add(first);
    }

    /** Offers a policy; false where the one before has not been taken yet. One thread at a time. */
    public boolean offer(Entrant entrant) {
        if (offered != null) {
            return false;
        }
        if (entrant.proposer() != null) {
            members.add(entrant.proposer());
            open.add(entrant.proposer());
        }
        offered = entrant;
        return true;
    }

    /** Ends handovers that the tick before completed, and takes an offer that is due. */
    @HotPath
    void begin(TickInputs in, TickOutputs out) {
        if (out.handover.isOver()) {
            conclude(in, out.handover);
        }
        long sinceNs = out.decision.activeSinceNs;
        long flownNs = sinceNs == Long.MIN_VALUE ? Long.MIN_VALUE : in.nowNs - sinceNs;
        if (joined < duesNs.length && duesNs[joined] <= flownNs) {
            awaitOffer();
        }
        Entrant entrant = offered;
        boolean busy = in.candidate.follows() && in.candidate.succeeds;
        if (entrant != null && entrant.dueNs() <= flownNs && !busy) {
            offered = null;
            joined++;
            join(entrant, in);
        }
    }

    @HotPath
    private void conclude(TickInputs in, Handover how) {
        if (how == Handover.TAKEN_OVER) {
            bytesBefore += inCharge.allocatedBytes() - candidate.allocatedBytes();
            inferencesBefore += inCharge.inferences() - candidate.inferences();
            inCharge.retire();
            inCharge = candidate;
            inCharge.takeCharge();
            pipeline.inCharge().answer.carryInto(in);
        } else {
            candidate.retire();
        }
        candidate = null;
        in.candidate.begin(0, false);
    }

    @HotPath
    private void join(Entrant entrant, TickInputs in) {
        if (entrant.seat() == null) {
            in.candidate.refused++;
            return;
        }
        if (candidate != null) {
            candidate.retire();
        }
        candidate = entrant.proposer();
        in.candidate.begin(entrant.seat().id, entrant.seat().succeeds);
        pipeline.follow(entrant.seat(), in.nowNs);
    }

    // Virtual time stands still meanwhile.
    private void awaitOffer() {
        long startNs = System.nanoTime();
        while (offered == null && System.nanoTime() - startNs < LOCKSTEP_LIMIT_NS) {
            LockSupport.parkNanos(LOCKSTEP_POLL_NS);
        }
    }

    /** Hands over this tick's observations, where there are any, and takes the newest actions, where there are new ones. */
    @HotPath
    void exchange(TickInputs in, TickOutputs out) {
        Seat seat = pipeline.inCharge();
        inCharge.exchange(in.tick, out.observed, seat.observation, seat.answer);
        seat.answer.into(in);
        if (candidate != null) {
            Seat behind = pipeline.candidate();
            candidate.exchange(in.tick, behind.observed, behind.observation, behind.answer);
            behind.answer.into(in.candidate);
        }
    }

    /** Duration of the inference whose action the newest exchange brought, ns; 0 where it brought none. */
    @HotPath
    long newestInferenceNs() {
        return inCharge.newestInferenceNs();
    }

    /** Bytes that inferences of those in charge allocated on the JVM's heap. The tick thread only. */
    @HotPath
    long allocatedBytes() {
        return bytesBefore + inCharge.allocatedBytes();
    }

    /** The same, of inferences inside the tick. */
    @HotPath
    long allocatedBytesInTick() {
        return first instanceof InlineProposer ? first.allocatedBytes() : 0;
    }

    /** Inferences of those in charge. The tick thread only. */
    @HotPath
    long inferences() {
        return inferencesBefore + inCharge.inferences();
    }

    /** The first exception that each of those in charge threw in an inference. */
    List<TickFailure> failures() {
        return members.stream()
                .filter(member -> member == first || member.hasCharge())
                .flatMap(member -> member.failure().stream())
                .toList();
    }

    /** Closes those that neither fly nor follow any more. Not the tick thread: it waits for theirs. */
    public void closeRetired() {
        for (Proposer member : open) {
            if (member.retired() && open.remove(member)) {
                member.close();
            }
        }
    }

    @Override
    public void close() {
        open.forEach(Proposer::close);
        open.clear();
    }
}
