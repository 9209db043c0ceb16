package dev.creance.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.DeviceState;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.Source;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.safety.guards.GuardSource;

/** A shield with rules around a machine of one number, and what goes into it. */
final class RuledRun {
    private static final long TICK_NS = 1_000_000;
    private static final String NOW = "failsafe: {arming_hold: 0 ms}\n";

    final ShieldPipeline shield;
    final OneNumber.Model model;
    final TickInputs in = new TickInputs(OneNumber.SENSORS, 1);
    final TickOutputs out;

    RuledRun(String rules) {
        OneNumber.Predicted predicted = OneNumber.predicted(NOW + rules, GuardSource.NONE);
        shield = predicted.pipeline();
        model = predicted.model();
        out = new TickOutputs(0, OneNumber.SENSORS, 1, shield.margins().size());
        in.tick = -1;
        in.device.ready = true;
        in.device.state = DeviceState.ARMED;
        in.actionStatus = PolicyStatus.OK;
    }

    ShieldDecision step(double value, double proposal) {
        out.proposal[0] = proposal;
        return step(value);
    }

    ShieldDecision step(double value) {
        in.sensors.values[0] = value;
        return step(true, 1);
    }

    ShieldDecision step(boolean fresh, int ticks) {
        in.tick += ticks;
        in.nowNs += ticks * TICK_NS;
        in.sensorFresh = fresh;
        if (fresh) {
            in.sensors.sequence++;
            in.sensors.sampleNs = in.nowNs;
            in.sensors.receiptNs = in.nowNs;
            in.sensors.validBits = in.sensors.allValid();
        }
        in.device.lastReceiptNs = in.nowNs;
        in.actionTick = in.tick;
        shield.decide(in, out);
        return out.decision;
    }

    RuledRun active() {
        for (int i = 0; i < 5; i++) {
            step(0);
        }
        assertThat(out.decision.state).isEqualTo(FailsafeState.ACTIVE);
        assertThat(out.decision.source).isEqualTo(Source.POLICY);
        return this;
    }

    int ticksUntil(FailsafeState state, double value, int most) {
        for (int i = 1; i <= most; i++) {
            if (step(value).state == state) {
                return i;
            }
        }
        throw new AssertionError("not " + state + " within " + most + " ticks");
    }
}
