package dev.creance.safety;

import dev.creance.runtime.DeviceState;
import dev.creance.runtime.HotPathContract;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import java.util.List;

/** The shared stages around a machine of one number; the machines' own are measured where they are. */
class PipelineHotPathTest extends HotPathContract {
    private static final long TICK_NS = 1_000_000;

    private final TickInputs in = new TickInputs(OneNumber.SENSORS, 1);
    private final TickOutputs out = new TickOutputs(0, OneNumber.SENSORS, 1, 5);

    @Override
    protected Class<?> anyOfTheProduct() {
        return ShieldPipeline.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        ShieldPipeline pipeline = OneNumber.pipeline();
        ShieldPipeline ruled = OneNumber.pipeline("rules: [{name: a, always: 'historically[0 s, 50 ms] value < 0.9'},"
                + " {name: b, sequence: always value < 0.9, reaction: warn}]");
        return List.of(
                EntryPoint.of("ShieldPipeline.decide", () -> {
                    advance();
                    pipeline.decide(in, out);
                }),
                EntryPoint.of("ShieldPipeline.decide with rules", () -> {
                    advance();
                    in.tick += in.tick % 500 == 0 ? 5 : 0;
                    ruled.decide(in, out);
                }));
    }

    /** Every few ticks a proposal that is no number, and a frame that is not to be believed. */
    private void advance() {
        in.tick++;
        in.nowNs += TICK_NS;
        in.sensorFresh = true;
        in.sensors.sequence++;
        in.sensors.sampleNs = in.nowNs;
        in.sensors.receiptNs = in.nowNs;
        in.sensors.validBits = in.tick % 7 == 0 ? 0 : in.sensors.allValid();
        in.device.ready = true;
        in.device.state = DeviceState.ARMED;
        in.device.lastReceiptNs = in.nowNs;
        in.actionTick = in.tick;
        in.actionStatus = PolicyStatus.OK;
        out.proposal[0] = in.tick % 1000 == 999 ? Double.NaN : 0.5;
    }
}
