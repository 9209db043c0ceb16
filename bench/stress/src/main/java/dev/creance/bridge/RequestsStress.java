package dev.creance.bridge;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Tick and stop path each number a request: the device takes a number once. */
@JCStressTest
@Outcome(
        id = {"1, 2", "2, 1"},
        expect = ACCEPTABLE,
        desc = "two numbers")
@Outcome(expect = FORBIDDEN, desc = "one number twice: the device drops the second request as a repetition")
@State
public class RequestsStress {
    private static final Layout LAYOUT = new Layout(List.of(new Channel("motor", "1", 0, 1)));
    private static final Envelope ENVELOPE =
            new Envelope(1_000_000, 60_000, 30, 20, 1_000_000, List.of(new Envelope.Limit(0, 1, 60)));
    private static final HostProfile PROFILE = new HostProfile("host", 1, false, LAYOUT, LAYOUT, ENVELOPE);

    private final Requests requests = new Requests(PROFILE);

    @Actor
    public void tick(II_Result r) {
        r.r1 = requests.nextNonce();
    }

    @Actor
    public void stopPath(II_Result r) {
        r.r2 = requests.nextNonce();
    }
}
