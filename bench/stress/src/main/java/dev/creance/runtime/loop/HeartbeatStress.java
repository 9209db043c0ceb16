package dev.creance.runtime.loop;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * The stop path asks how late the loop is and then for which tick, as it does before it calls a tick hung. Tick n starts at
 * 1000 n ns and the look is at 5000 ns, so that the lateness names the tick it was computed from.
 */
@JCStressTest
@Outcome(
        id = "4000, [123]",
        expect = ACCEPTABLE,
        desc = "lateness of tick 1; the tick may have moved on: it is not hung")
@Outcome(id = "3000, [23]", expect = ACCEPTABLE, desc = "lateness of tick 2")
@Outcome(id = "2000, 3", expect = ACCEPTABLE, desc = "lateness of tick 3")
@Outcome(expect = FORBIDDEN, desc = "a tick is named that had ended before the one that is late began, or a torn time")
@State
public class HeartbeatStress {
    private final Heartbeat heartbeat = new Heartbeat();

    public HeartbeatStress() {
        heartbeat.nextTick(1, 1000);
    }

    @Actor
    public void tick() {
        heartbeat.nextTick(2, 2000);
        heartbeat.nextTick(3, 3000);
    }

    @Actor
    public void stopPath(JJ_Result r) {
        r.r1 = heartbeat.lateNs(5000);
        r.r2 = heartbeat.tick();
    }
}
