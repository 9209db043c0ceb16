package dev.creance.runtime.loop;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Offers of one thread meet the ticks of another: each that was made is taken once. */
public final class SuccessionStress {
    private static final Layout ONE = new Layout(List.of(Channel.unbounded("one", "1")));

    private SuccessionStress() {}

    /** Refusals, since they leave a count behind. */
    @JCStressTest
    @Outcome(
            id = {"1, 1", "2, 2"},
            expect = ACCEPTABLE,
            desc = "the second was made where the first had been taken, and each counts once")
    @Outcome(expect = FORBIDDEN, desc = "an offer was lost or taken twice")
    @State
    public static class Offers {
        private final Succession succession = new Succession(null, null);
        private final TickInputs in = new TickInputs(ONE, 1, 1);
        private final TickOutputs out = new TickOutputs(1, ONE, 1, 0, 1);

        @Actor
        public void loader(II_Result r) {
            r.r1 += succession.offer(Entrant.refused(Long.MIN_VALUE)) ? 1 : 0;
            r.r1 += succession.offer(Entrant.refused(Long.MIN_VALUE)) ? 1 : 0;
        }

        @Actor
        public void tick() {
            succession.begin(in, out);
            succession.begin(in, out);
        }

        @Arbiter
        public void end(II_Result r) {
            succession.begin(in, out);
            r.r2 = in.candidate.refused;
        }
    }
}
