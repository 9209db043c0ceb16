package dev.creance.runtime.loop;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.creance.runtime.StopRequest;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/** Requests to stop that meet: the strongest counts and none is taken back. */
public final class StopSwitchStress {
    private StopSwitchStress() {}

    /** One asks for a controlled stop while another asks for a cut and looks, as the tick does. */
    @JCStressTest
    @Outcome(id = "CUT, CUT, CUT", expect = ACCEPTABLE, desc = "once asked for, the cut stays")
    @Outcome(expect = FORBIDDEN, desc = "a request was taken back or lost")
    @State
    public static class Requests {
        private final StopSwitch stop = new StopSwitch();

        @Actor
        public void controlled() {
            stop.request(StopRequest.CONTROLLED);
        }

        @Actor
        public void cut(LLL_Result r) {
            stop.request(StopRequest.CUT);
            r.r1 = stop.current();
            r.r2 = stop.current();
        }

        @Arbiter
        public void end(LLL_Result r) {
            r.r3 = stop.current();
        }
    }

    /** Two Ctrl-C at once; the JVM handles each signal on a thread of its own. */
    @JCStressTest
    @Outcome(
            id = {"CONTROLLED, CUT, CUT", "CUT, CONTROLLED, CUT"},
            expect = ACCEPTABLE,
            desc = "the first asks for a controlled stop, the second for a cut")
    @Outcome(expect = FORBIDDEN, desc = "two Ctrl-C did not cut")
    @State
    public static class Escalations {
        private final StopSwitch stop = new StopSwitch();

        @Actor
        public void firstHandler(LLL_Result r) {
            r.r1 = stop.escalate();
        }

        @Actor
        public void secondHandler(LLL_Result r) {
            r.r2 = stop.escalate();
        }

        @Arbiter
        public void end(LLL_Result r) {
            r.r3 = stop.current();
        }
    }
}
