package dev.creance.safety.drive;

import dev.creance.runtime.DeviceState;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.TickInputs;

/**
 * How much later commands act than when the machine was armed, by the device's own word: each frame tells which command was in force
 * when it was sampled. What the frame itself was late by is not the commands' part. A single command that is lost makes a frame or two
 * look late; a way that has become longer makes all of them, so the least of the last {@value #FRAMES} counts. Clocks that drift past each
 * other look like less than a tick, which does not count.
 */
@HotPath
final class CommandLag {
    private static final int FRAMES = 4;

    private final long tickNs;
    private final long[] latestNs = new long[FRAMES];
    private int next;
    private long sent;
    private long leastAhead;
    private long leastAgeNs;

    CommandLag(long tickNs) {
        this.tickNs = tickNs;
        forget();
    }

    /** Another command has been sent. */
    void sent() {
        sent++;
    }

    /** @param sampledAtNs of the frame that has just been accepted */
    void heard(TickInputs in, long sampledAtNs) {
        long applied = in.device.appliedCommand;
        if (in.device.state != DeviceState.ARMED || applied <= 0) {
            forget();
            return;
        }
        long ahead = sent - applied;
        long ageNs = Math.max(0, in.nowNs - sampledAtNs);
        leastAhead = Math.min(leastAhead, ahead);
        leastAgeNs = Math.min(leastAgeNs, ageNs);
        long lateNs = (ahead - leastAhead) * tickNs - (ageNs - leastAgeNs);
        latestNs[next] = lateNs >= tickNs ? lateNs : 0;
        next = (next + 1) % FRAMES;
    }

    private void forget() {
        leastAhead = Long.MAX_VALUE;
        leastAgeNs = Long.MAX_VALUE;
        for (int i = 0; i < FRAMES; i++) {
            latestNs[i] = 0;
        }
    }

    /** On top of the way that was measured when clocks were synchronised. */
    long lateNs() {
        long least = latestNs[0];
        for (int i = 1; i < FRAMES; i++) {
            least = Math.min(least, latestNs[i]);
        }
        return least;
    }
}
