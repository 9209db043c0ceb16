package dev.creance.safety;

import dev.creance.policies.Engine;
import dev.creance.policies.GuardFolder;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.HotPathContract;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The shared stages around a machine of one number; the machines' own are measured where they are. */
class PipelineHotPathTest extends HotPathContract {
    private static final long TICK_NS = 1_000_000;

    private final TickInputs in = new TickInputs(OneNumber.SENSORS, 1);
    private final TickOutputs out = new TickOutputs(0, OneNumber.SENSORS, 1, 5);

    @TempDir
    Path folder;

    @Override
    protected Class<?> anyOfTheProduct() {
        return ShieldPipeline.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        ShieldPipeline pipeline = OneNumber.pipeline();
        ShieldPipeline ruled = OneNumber.pipeline("rules: [{name: a, always: 'historically[0 s, 50 ms] value < 0.9'},"
                + " {name: b, sequence: always value < 0.9, reaction: warn},"
                + " {name: c, always: 'historically[0 s, 5 ms] abs(number) < 0.42', predict: 20 ms}]");
        TickOutputs outRuled = new TickOutputs(0, OneNumber.SENSORS, 1, 7);
        TickOutputs outGuarded = new TickOutputs(0, OneNumber.SENSORS, 1, 5 + 8);
        ShieldPipeline guarded = guarded();
        return List.of(
                EntryPoint.of("ShieldPipeline.decide with learned guards", () -> {
                    advance();
                    outGuarded.proposal[0] = in.tick % 400 < 200 ? 0.9 : 0.1;
                    guarded.decide(in, outGuarded);
                }),
                EntryPoint.of("ShieldPipeline.decide", () -> {
                    advance();
                    pipeline.decide(in, out);
                }),
                EntryPoint.of("ShieldPipeline.decide with rules", () -> {
                    advance();
                    in.tick += in.tick % 500 == 0 ? 5 : 0;
                    outRuled.proposal[0] = in.tick % 400 < 200 ? 0.9 : 0.1;
                    ruled.decide(in, outRuled);
                }));
    }

    /** One of each kind; the critic's recovery flies every other time. */
    private ShieldPipeline guarded() {
        GuardFolder files = GuardedRun.in(folder);
        String critic = files.critic("critic", files.judging("Sigmoid", new float[] {0, 10}, -5));
        String recovery = files.policy("recovery", files.answering("Tanh", "action", new float[] {1}, 0));
        String value = files.value("value", files.answering("Identity", "rating", new float[] {1}, 0));
        String disc = files.table("disc", "kind: density\ndensity: polynomial", "1,2,0\n1,0,2\n-2,0,0\n");
        String normal = files.table("normal", "kind: density\ndensity: mahalanobis", "0,0\n1,0\n0,1\n");
        String honest = files.table("honest", "kind: samples", "0.1,0.1\n-0.1,0.1\n0.1,0.9\n-0.1,0.9\n");
        return OneNumber.pipeline(
                "guards: [{kind: critic, use: '" + critic + "', recovery: '" + recovery
                        + "', on: 0.5, off: 0.4, dwell: 5 ms, longest: 1 s}, "
                        + "{kind: feasibility, use: '" + value + "', limit: 1}, "
                        + "{kind: distribution, use: '" + disc + "'}, "
                        + "{kind: distribution, name: normal, use: '" + normal + "', limit: 9}, "
                        + "{kind: attack, method: innovation, limit: 9}, "
                        + "{kind: attack, name: energy, method: energy, use: '" + honest + "', window: 9, limit: 9}, "
                        + "{kind: attack, name: twin, method: twin, use: '" + recovery + "', limit: 9}, "
                        + "{kind: transition}]",
                GuardedRun.source(Engine.PLAIN));
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
