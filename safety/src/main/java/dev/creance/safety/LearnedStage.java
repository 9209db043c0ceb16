package dev.creance.safety;

import dev.creance.runtime.Channel;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.runtime.TickInputs;
import dev.creance.safety.guards.Finding;
import dev.creance.safety.guards.Guard;
import dev.creance.safety.guards.Sight;
import java.util.List;
import java.util.stream.Stream;

/**
 * Stage 5: learned guards. They can take the command from the policy and hand it to a recovery, or to the backup; what comes of that
 * is projected and predicted like any proposal, so that they cannot widen what is admissible.
 */
final class LearnedStage {
    private final Guard[] guards;
    private final Sight sight = new Sight();
    private final double[] recovery;
    private boolean recovers;
    private boolean seen;

    LearnedStage(List<Guard> guards, Layout sensors, int commands) {
        this.guards = guards.toArray(Guard[]::new);
        sight.sensors = new Frame(sensors);
        recovery = new double[commands];
    }

    List<Guard> guards() {
        return List.of(guards);
    }

    List<Channel> margins() {
        return Stream.of(guards).map(Guard::margin).toList();
    }

    @HotPath
    void reset() {
        recovers = false;
        seen = false;
    }

    /** Takes a believed frame, before there is anything to judge, too: the first tick of a flight need not have one. */
    @HotPath
    void adopt(Frame sensors) {
        sight.sensors.copyFrom(sensors);
    }

    /** Shows them this tick. */
    @HotPath
    void observe(TickInputs in, Frame reference, SenseGuard senses) {
        seen = true;
        sight.fresh = senses.accepted();
        sight.sampledAtNs = senses.sampledAtNs();
        sight.wayNs = Math.max(0, in.device.roundTripNs) / 2;
        sight.reference = reference;
        sight.tick = in.tick;
        sight.nowNs = in.nowNs;
        sight.actionTick = in.actionTick;
        for (int i = 0; i < guards.length; i++) {
            guards[i].observe(sight);
        }
    }

    /**
     * Has them judge a proposal; each does, whatever those before it said.
     *
     * @return what is to be looked at further: the proposal, or a recovery's; null where neither may fly
     */
    @HotPath
    double[] judge(double[] proposal, FailsafeState state, Conditions out) {
        boolean rejected = false;
        for (int i = 0; i < guards.length; i++) {
            Finding finding = guards[i].judge(sight, proposal);
            if (finding == Finding.PASS) {
                continue;
            }
            out.note(guards[i].cause().bit());
            if (finding == Finding.RECOVER && state == FailsafeState.ACTIVE) {
                if (!recovers) {
                    guards[i].recover(recovery);
                }
                recovers = true;
            } else if (finding != Finding.WARN) {
                if (!out.isRaised(Condition.GUARD_TRIPPED)) {
                    out.raise(Condition.GUARD_TRIPPED, guards[i].cause(), guards[i].room());
                }
                rejected = true;
            }
        }
        recovers &= !rejected;
        return rejected ? null : recovers ? recovery : proposal;
    }

    /** Whether what flies is a recovery's. */
    @HotPath
    boolean recovers() {
        return recovers;
    }

    /** Tells them what was executed, in a tick that they saw. */
    @HotPath
    void acted(double[] executed) {
        for (int i = 0; seen && i < guards.length; i++) {
            guards[i].acted(executed);
        }
    }

    @HotPath
    void writeInto(double[] marginsOut, int from) {
        for (int i = 0; i < guards.length; i++) {
            marginsOut[from + i] = guards[i].room();
        }
    }
}
