package dev.creance.safety;

import dev.creance.runtime.DeviceState;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.property.Choices;
import java.util.List;

/** What policy, sensors, link, clock, loop and people can do wrong in a tick, several at once. */
final class HostileInputs {
    /** A fault of each kind in one of so many ticks; 0 for none. */
    private final int oneIn;

    private final List<CommandLimit> limits;
    private final Choices choices;

    /** Whether proposals are anywhere, at 0, or keep pushing beyond one end or the other. */
    private final int push;

    /** Whether all of them are numbers: else few machines keep their policy for long. */
    private final boolean numbers;

    HostileInputs(int oneIn, List<CommandLimit> limits, Choices choices) {
        this.oneIn = oneIn;
        this.limits = limits;
        this.choices = choices;
        push = choices.oneOf(0, 1, -1);
        numbers = choices.bool();
    }

    void propose(double[] out) {
        for (int i = 0; i < out.length; i++) {
            CommandLimit limit = limits.get(i);
            double beyond = 0.5 * (limit.max() - limit.min());
            double least = push > 0 ? limit.max() : limit.min() - beyond;
            double most = push < 0 ? limit.min() : limit.max() + beyond;
            out[i] = numbers ? choices.between(least, most) : choices.hostile(least, most);
        }
    }

    /** Changes honest inputs. */
    void meddle(TickInputs in, TickOutputs out) {
        propose(out.proposal);
        in.stop = StopRequest.NONE;
        in.overrunsInARow = 0;
        in.device.linkClosed = false;
        in.device.faultBits = 0;
        if (oneIn == 0) {
            return;
        }
        sensors(in);
        policy(in);
        if (rarely()) {
            in.nowNs += choices.integer(-5_000_000, 200_000_000);
        }
        if (rarely()) {
            in.overrunsInARow = choices.integer(0, 100);
        }
        if (rarely()) {
            in.device.state = choices.oneOf(DeviceState.values());
        }
        if (choices.integer(1, 30 * oneIn) == 30 * oneIn) {
            in.device.faultBits = (int) choices.bits();
            in.device.linkClosed = choices.bool();
            in.stop = choices.oneOf(StopRequest.values());
        }
    }

    private void sensors(TickInputs in) {
        if (rarely()) {
            in.sensorFresh = false;
        }
        if (rarely()) {
            in.sensors.validBits = choices.bits();
        }
        if (rarely()) {
            in.sensors.sampleNs -= choices.integer(0, 3_000_000);
        }
        if (rarely()) {
            int channel = choices.integer(0, in.sensors.values.length - 1);
            in.sensors.values[channel] = choices.hostile(-100, 100);
        }
    }

    private void policy(TickInputs in) {
        if (rarely()) {
            in.actionTick -= choices.integer(-2, 60);
        }
        if (rarely()) {
            in.actionStatus = choices.oneOf(PolicyStatus.values());
        }
    }

    private boolean rarely() {
        return choices.integer(1, oneIn) == oneIn;
    }
}
