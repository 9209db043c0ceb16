package dev.creance.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.policies.Engine;
import dev.creance.policies.GuardFolder;
import dev.creance.policies.PolicyEnvironment;
import dev.creance.runtime.Channel;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Layout;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.Source;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import java.nio.file.Path;
import java.util.List;

/** The machine of one number under learned guards that an engine runs. */
final class GuardedRun {
    static final long TICK_NS = 1_000_000;
    static final Layout COMMANDS = OneNumber.COMMANDS;
    private static final Layout REFERENCE = new Layout(List.of(Channel.unbounded("reference.value", "1")));
    private static final String NOW = "failsafe: {arming_hold: 0 ms}\n";
    private static final int MARGINS = 3;

    final ShieldPipeline shield;
    final TickInputs in = new TickInputs(OneNumber.SENSORS, 1);
    final TickOutputs out;

    GuardedRun(String guard, Engine engine) {
        shield = OneNumber.pipeline(NOW + "guards: [" + guard + "]\n", source(engine));
        out = new TickOutputs(0, REFERENCE, 1, shield.margins().size());
        in.tick = -1;
        in.device.ready = true;
        in.device.state = DeviceState.ARMED;
        in.actionStatus = PolicyStatus.OK;
    }

    static GuardedRun of(String guard) {
        return new GuardedRun(guard, Engine.PLAIN);
    }

    static LoadedGuards source(Engine engine) {
        return new LoadedGuards(new PolicyEnvironment(OneNumber.SENSORS, REFERENCE, COMMANDS, 1000, 1000), engine);
    }

    static GuardFolder in(Path folder) {
        return new GuardFolder(folder, OneNumber.SENSORS, COMMANDS, "1 kHz");
    }

    ShieldDecision step(double value, double proposal) {
        in.sensors.values[0] = value;
        in.sensors.sequence++;
        in.sensors.sampleNs = in.nowNs + TICK_NS;
        in.sensors.receiptNs = in.nowNs + TICK_NS;
        in.sensors.validBits = in.sensors.allValid();
        return step(true, proposal);
    }

    ShieldDecision stepWithoutFrame(double proposal) {
        return step(false, proposal);
    }

    private ShieldDecision step(boolean fresh, double proposal) {
        in.tick++;
        in.nowNs += TICK_NS;
        in.sensorFresh = fresh;
        in.device.lastReceiptNs = in.nowNs;
        in.actionTick = in.tick;
        out.proposal[0] = proposal;
        out.reference.validBits = out.reference.allValid();
        shield.decide(in, out);
        return out.decision;
    }

    GuardedRun active() {
        for (int i = 0; i < 5; i++) {
            step(0, 0);
        }
        assertThat(out.decision.state).isEqualTo(FailsafeState.ACTIVE);
        assertThat(out.decision.source).isEqualTo(Source.POLICY);
        return this;
    }

    /** What the first guard reports. */
    double room() {
        return out.decision.margins[MARGINS];
    }

    /** Ticks of the same until the source is this one. */
    int ticksUntil(Source source, double value, double proposal, int most) {
        for (int i = 1; i <= most; i++) {
            if (step(value, proposal).source == source) {
                return i;
            }
        }
        throw new AssertionError("not " + source + " within " + most + " ticks");
    }
}
