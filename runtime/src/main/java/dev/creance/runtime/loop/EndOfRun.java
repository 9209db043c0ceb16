package dev.creance.runtime.loop;

import dev.creance.runtime.DeviceState;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.TickInputs;

/** Judges after every tick whether there is anything left to do. */
@HotPath
final class EndOfRun {
    /** How long the end waits for the device to confirm, ns. */
    static final long SETTLE_NS = 1_000_000_000;

    /** Ticks after the end was reached, so that the last directive is sent more than once. */
    static final int SETTLE_TICKS = 5;

    private final long silenceLimitNs;
    private final long startNs;
    private RunEnd pending;
    private long pendingSinceNs;
    private int pendingTicks;

    EndOfRun(long silenceLimitNs, long startNs) {
        this.silenceLimitNs = silenceLimitNs;
        this.startNs = startNs;
    }

    /** Why the run is over after this tick; null while it is not. */
    RunEnd after(TickInputs in, ShieldDecision decision) {
        RunEnd reached = reached(in, decision);
        if (reached != pending) {
            pending = reached;
            pendingSinceNs = in.nowNs;
            pendingTicks = 0;
        }
        if (reached == null) {
            return null;
        }
        if (in.nowNs - pendingSinceNs >= SETTLE_NS) {
            return reached;
        }
        pendingTicks++;
        boolean settlesEarly = reached == RunEnd.LANDED || reached == RunEnd.TERMINATED;
        return settlesEarly && pendingTicks > SETTLE_TICKS && actuatorsOff(in) ? reached : null;
    }

    private RunEnd reached(TickInputs in, ShieldDecision decision) {
        if (decision.state == FailsafeState.LANDED) {
            return RunEnd.LANDED;
        }
        if (decision.state == FailsafeState.TERMINATED) {
            return RunEnd.TERMINATED;
        }
        long heardNs = Math.max(in.device.lastReceiptNs, startNs);
        if (in.device.linkClosed || in.nowNs - heardNs > silenceLimitNs) {
            return RunEnd.LINK_LOST;
        }
        boolean stopped = in.stop != StopRequest.NONE && decision.state == FailsafeState.STANDBY;
        return stopped ? RunEnd.NEVER_ARMED : null;
    }

    private static boolean actuatorsOff(TickInputs in) {
        return in.device.state == DeviceState.DISARMED || in.device.state == DeviceState.STOPPED;
    }
}
