package dev.creance.safety;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.creance.runtime.FailsafeState;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void decidingAllocatesNothingWhileThePolicyFliesNorWhileTheBackupDoes() {
        Flight flight = Flight.of(
                ShieldFixtures.settings("failsafe: {arming_hold: 0 ms, longest_backup: 600 s, land_after: 60 s}"),
                ShieldFixtures.EVERY_TICK);
        GentlePilot pilot = new GentlePilot();
        flight.pilot = pilot;
        flight.startInFlight(Flight.hovering(0, 0, 1.3));
        pilot.fliesTo(0.5, 0, 1.3);
        flight.run(3);
        assertThat(flight.state()).isEqualTo(FailsafeState.ACTIVE);
        long[] bytes = new long[1];
        measured(flight, bytes);

        flight.meddler = (f, in) -> f.out.proposal[0] = Double.NaN;
        flight.run(3);
        assertThat(flight.state()).isEqualTo(FailsafeState.BACKUP);
        measured(flight, bytes);

        assertThat(bytes[0]).isZero();
    }

    /** Ticks around the decision allocate in the test's own plant; only the decision counts. */
    private static void measured(Flight flight, long[] bytes) {
        for (int i = 0; i < 10_000; i++) {
            flight.advanceInputs();
            long before = THREADS.getCurrentThreadAllocatedBytes();
            flight.shield.decide(flight.in, flight.out);
            bytes[0] += THREADS.getCurrentThreadAllocatedBytes() - before;
            flight.advancePlant();
        }
    }
}
