package dev.creance.runtime.loop;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Policy;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Observation and action between tick and policy: the ticks 1, 2 and 3 observe, the policy answers up to three times, and in
 * the end each goes on alone. The results are the tick whose observation the newest action answers, after the three ticks (0
 * for none, -1 where one was torn or older than the one before), that tick in the end, and how many inferences no tick saw.
 */
@JCStressTest
@Outcome(id = "[012], 3, 0", expect = ACCEPTABLE, desc = "whole, in order, each seen, the newest observation answered")
@Outcome(expect = FORBIDDEN, desc = "torn, gone back, before its observation, unseen, or the newest one never answered")
@State
public class ThreadProposerStress {
    private static final int SIZE = 6;
    private static final Latencies LATENCIES = new Latencies();
    private static final Layout LAYOUT = new Layout(List.of(new Channel("a", "1", -1, 1)));

    private final ThreadProposer proposer = ThreadProposer.realtime(new Echo(), LATENCIES, () -> {});
    private final TickInputs in = new TickInputs(LAYOUT, SIZE);
    private final TickOutputs out = new TickOutputs(SIZE, LAYOUT, 1, 0);
    private int newest;
    private int seen;

    @Actor
    public void tick(III_Result r) {
        for (int tick = 1; tick <= 3; tick++) {
            exchange(tick, true);
        }
        r.r1 = newest;
    }

    @Actor
    public void policy() {
        for (int i = 0; i < 3; i++) {
            proposer.answerNext();
        }
    }

    @Arbiter
    public void end(III_Result r) {
        for (int tick = 4; tick <= 6; tick++) {
            exchange(tick, false);
            proposer.answerNext();
        }
        exchange(7, false);
        r.r2 = newest;
        r.r3 = (int) proposer.inferences() - seen;
    }

    private void exchange(int tick, boolean observed) {
        in.tick = tick;
        out.observed = observed;
        Arrays.fill(out.observation, tick);
        proposer.exchange(in, out);
        seen += in.actionFresh ? 1 : 0;
        if (in.actionFresh && newest >= 0) {
            boolean whole = true;
            for (float value : in.action) {
                whole &= value == in.actionTick;
            }
            newest = whole && in.actionTick > newest && in.actionTick < tick ? (int) in.actionTick : -1;
        }
    }

    /** Answers with the observation. */
    private static final class Echo implements Policy {
        @Override
        public String name() {
            return "echo";
        }

        @Override
        public int observationSize() {
            return SIZE;
        }

        @Override
        public int actionSize() {
            return SIZE;
        }

        @Override
        public void observe(Frame sensors, Frame reference, float[] observationOut) {}

        @Override
        public PolicyStatus infer(float[] observation, float[] actionOut) {
            System.arraycopy(observation, 0, actionOut, 0, SIZE);
            return PolicyStatus.OK;
        }

        @Override
        public void command(float[] action, double[] commandOut) {}

        @Override
        public void acted(float[] action, double[] executed) {}

        @Override
        public void reset() {}

        @Override
        public void close() {}
    }
}
