package dev.creance.runtime.realtime;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZII_Result;

/** One thread puts work down and raises the signal; the other looks for work and would sleep if there is none. */
public final class SignalStress {
    private SignalStress() {}

    /** The look at the value, then at the work: a plain field, as all of an observation's are. */
    @JCStressTest
    @Outcome(id = "true, [01], 1", expect = ACCEPTABLE, desc = "it found the work")
    @Outcome(
            id = "false, 0, 1",
            expect = ACCEPTABLE,
            desc = "no work yet, and the value has moved on: it does not sleep")
    @Outcome(expect = FORBIDDEN, desc = "it saw the signal but not the work, or the signal was lost")
    @State
    public static class Look {
        private final Signal signal = new Signal();
        private boolean work;

        @Actor
        public void raiser() {
            work = true;
            signal.raise();
        }

        @Actor
        public void waiter(ZII_Result r) {
            r.r2 = signal.value();
            r.r1 = work;
        }

        @Arbiter
        public void end(ZII_Result r) {
            r.r3 = signal.value();
        }
    }

    /** Truly sleeps, without an end but the signal's. */
    @JCStressTest(Mode.Termination)
    @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "it was woken, or did not sleep")
    @Outcome(id = "STALE", expect = FORBIDDEN, desc = "it slept although there was work")
    @State
    public static class Sleep {
        private static final long FOR_EVER_NS = 3_600_000_000_000L;

        private final Signal signal = new Signal();
        private boolean work;

        @Actor
        public void waiter() {
            while (true) {
                int seen = signal.value();
                if (work) {
                    return;
                }
                signal.await(seen, FOR_EVER_NS);
            }
        }

        @org.openjdk.jcstress.annotations.Signal
        public void raiser() {
            work = true;
            signal.raise();
        }
    }
}
