package dev.creance.app;

import dev.creance.runtime.Cause;
import dev.creance.runtime.DeviceStatus;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Sink;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.TickRecord;
import java.util.List;

/** How a run stood at its last tick, and what ended its flight. Read after the recorder was closed. */
final class LastTick implements Sink {
    private final DeviceStatus device = new DeviceStatus();
    private FailsafeState state = FailsafeState.STANDBY;
    private StopRequest stop = StopRequest.NONE;
    private Cause ending;
    private long blockers;
    private long greatestRoundTripNs;

    @Override
    public void accept(TickRecord record) {
        FailsafeState next = record.out.decision.state;
        if (next.isEnding() && ending == null) {
            ending = record.out.decision.transitionCause;
        }
        state = next;
        stop = record.in.stop;
        device.copyFrom(record.in.device);
        greatestRoundTripNs = Math.max(greatestRoundTripNs, device.roundTripNs);
        if (next == FailsafeState.STANDBY) {
            blockers = record.out.decision.armingBlockers;
        }
    }

    FailsafeState state() {
        return state;
    }

    StopRequest stop() {
        return stop;
    }

    /** Cause of the transition that ended the flight; null where it never ended by one. */
    Cause ending() {
        return ending;
    }

    DeviceStatus device() {
        return device;
    }

    /** Of the whole run; what the link measures is the shortest of the last few exchanges. */
    long greatestRoundTripNs() {
        return greatestRoundTripNs;
    }

    /** What forbade arming at the last tick on the ground. */
    List<Cause> blockers() {
        return Cause.ofBits(blockers);
    }

    @Override
    public void close() {}
}
