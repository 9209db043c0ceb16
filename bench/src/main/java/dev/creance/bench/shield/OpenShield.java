package dev.creance.bench.shield;

import dev.creance.runtime.Channel;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.Directive;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Shield;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.Source;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import java.util.List;

/** No shield at all, but for what any firmware does: commands are cut to their channels' limits, and what is no number is not obeyed. */
final class OpenShield implements Shield {
    private final Layout commands;

    OpenShield(Layout commands) {
        this.commands = commands;
    }

    @Override
    public List<Channel> margins() {
        return List.of();
    }

    @Override
    public void decide(TickInputs in, TickOutputs out) {
        ShieldDecision decision = out.decision;
        for (int i = 0; i < decision.command.length; i++) {
            Channel channel = commands.channels().get(i);
            double wanted = Math.max(channel.lower(), Math.min(channel.upper(), out.proposal[i]));
            decision.command[i] = Double.isFinite(wanted) ? wanted : decision.command[i];
        }
        decision.source = Source.POLICY;
        decision.state = in.device.state == DeviceState.ARMED ? FailsafeState.ACTIVE : FailsafeState.ARMING;
        decision.directive = in.device.state == DeviceState.ARMED ? Directive.NONE : Directive.ARM;
    }
}
