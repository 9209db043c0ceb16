package dev.creance.bench.shield;

import dev.creance.runtime.Channel;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.Directive;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Shield;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.Source;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.Verdict;
import java.util.List;

/** A limiter of another project in a shield's place: it passes on what its formulas make of a proposal, and has no states. */
abstract class PeerShield implements Shield {
    private boolean started;

    /** What it makes of a proposal, joint by joint. */
    abstract void limit(double[] position, double[] velocity, double[] proposal, double[] out);

    /** Positions and velocities come first in {@code sensors}. */
    abstract void start(double[] position);

    abstract int joints();

    @Override
    public List<Channel> margins() {
        return List.of();
    }

    @Override
    public void decide(TickInputs in, TickOutputs out) {
        double[] position = java.util.Arrays.copyOf(in.sensors.values, joints());
        double[] velocity = java.util.Arrays.copyOfRange(in.sensors.values, joints(), 2 * joints());
        ShieldDecision decision = out.decision;
        if (!started) {
            started = true;
            start(position);
        }
        limit(position, velocity, out.proposal, decision.command);
        boolean same = java.util.Arrays.equals(decision.command, out.proposal);
        decision.verdict = same ? Verdict.PASS : Verdict.MODIFIED;
        decision.source = Source.POLICY;
        decision.state = in.device.state == DeviceState.ARMED ? FailsafeState.ACTIVE : FailsafeState.ARMING;
        decision.directive = in.device.state == DeviceState.ARMED ? Directive.NONE : Directive.ARM;
        decision.sequence++;
    }
}
