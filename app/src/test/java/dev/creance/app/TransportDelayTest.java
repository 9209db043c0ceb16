package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Layout;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.TickRecord;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

/** How long a command is on its way is shown while the machine moves and afterwards. */
class TransportDelayTest {
    private static final Layout SENSORS = QuadrotorChannels.sensors();

    private final TickRecord tick =
            new TickRecord(new TickInputs(SENSORS, 4), new TickOutputs(22, QuadrotorChannels.reference(), 4, 0));

    @Test
    void theStatusLineShowsHalfTheRoundTrip() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        tick.out.decision.state = FailsafeState.ACTIVE;
        tick.in.device.roundTripNs = 420_000;

        try (StatusLine line = new StatusLine(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                false,
                new MotionText(SENSORS, QuadrotorChannels.reference()),
                new ArrayDeque<>())) {
            line.accept(tick);
        }

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("delay  210 us");
    }

    @Test
    void theSummaryHasTheLastOneAndTheGreatest() {
        LastTick last = new LastTick();
        tick.out.decision.state = FailsafeState.ACTIVE;
        for (long roundTripNs : new long[] {100_000, 900_000, 300_000}) {
            tick.in.device.roundTripNs = roundTripNs;
            last.accept(tick);
        }

        RunSummary.LinkHealth link = new RunSummary.LinkHealth(
                "/dev/ttyACM0", 0, 0, last.device().roundTripNs * 1e-3, last.greatestRoundTripNs() * 1e-3);

        assertThat(link.transportDelayUs()).isEqualTo(150);
        assertThat(link.greatestTransportDelayUs()).isEqualTo(450);
    }
}
