package dev.creance.runtime.loop;

import dev.creance.runtime.DeviceState;
import dev.creance.runtime.HotPathContract;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.SetpointInputs;
import dev.creance.runtime.StopRequest;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.TickRecord;
import java.util.List;

/** The loop as a whole is measured by {@link ControlLoopAllocationTest}, which also shows that one array in a run would show. */
class LoopHotPathTest extends HotPathContract {
    private final Latencies latencies = new Latencies();
    private long tick;

    @Override
    protected Class<?> anyOfTheProduct() {
        return ControlLoop.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        Proposer inline = closing(new InlineProposer(new Bench.ScalingPolicy(), latencies));
        Proposer lockstep = closing(ThreadProposer.lockstep(new Bench.ScalingPolicy(), latencies, 60_000_000_000L));
        Proposer realtime = closing(ThreadProposer.realtime(new Bench.ScalingPolicy(), latencies, () -> {}));
        StopSwitch stop = new StopSwitch();
        Heartbeat heartbeat = new Heartbeat();
        Schedule schedule = new Schedule(Bench.PERIOD_NS);
        SetpointSwitch setpoints = new SetpointSwitch();
        SetpointInputs asked = new SetpointInputs(1);
        TripleBuffer<long[]> buffer = new TripleBuffer<>(() -> new long[1]);
        return List.of(
                pipeline("TickPipeline.observe, TickPipeline.decide", new Bench.StagedShield()),
                pipeline("TickPipeline.observe, TickPipeline.decide after the shield has thrown", new BrokenShield()),
                exchange(
                        "InlineProposer.exchange, InlineProposer.newestInferenceNs, Proposer.newestInferenceNs",
                        inline),
                exchange("ThreadProposer.exchange, ThreadProposer.newestInferenceNs, in real time", realtime),
                exchange("ThreadProposer.exchange in lockstep", lockstep),
                succession(),
                EntryPoint.of("Latencies.wakeUp, Latencies.tick, Latencies.policy, Latencies.shield", () -> {
                    latencies.wakeUp(123_456, 2, Bench.PERIOD_NS);
                    latencies.tick(20_000);
                    latencies.policy(30_000);
                    latencies.shield(2_000);
                }),
                EntryPoint.of("Schedule.endTick, Heartbeat.nextTick, StopSwitch.current", () -> {
                    schedule.endTick(schedule.dueNs() + (tick++ % 7 == 0 ? 5 * Bench.PERIOD_NS : 1000));
                    heartbeat.nextTick(schedule.tick(), schedule.dueNs());
                    tick += stop.current() == StopRequest.NONE ? 0 : 1;
                }),
                EntryPoint.of("SetpointSwitch.begin", () -> setpoints.ask(new double[] {tick}), () -> {
                    setpoints.begin(asked);
                    tick += asked.fresh ? 1 : 0;
                }),
                EntryPoint.of("TripleBuffer.publish, TripleBuffer.take", () -> {
                    buffer.writable()[0] = tick;
                    buffer.publish();
                    tick += buffer.take() ? buffer.readable()[0] - tick : 1;
                }));
    }

    private EntryPoint exchange(String methods, Proposer proposer) {
        TickRecord record = Bench.schema().newRecord();
        TickInputs in = record.in;
        TickOutputs out = record.out;
        proposer.start();
        out.observed = true;
        return EntryPoint.of(methods, () -> {
            in.tick++;
            proposer.exchange(in, out);
            tick += proposer.newestInferenceNs();
        });
    }

    private EntryPoint pipeline(String methods, Bench.StagedShield shield) {
        TickRecord record = Bench.schema().newRecord();
        TickInputs in = record.in;
        TickPipeline pipeline =
                new TickPipeline(new Bench.ScalingPolicy(), new Bench.ElapsedReference(), shield, Bench.DIVIDER, 2);
        in.device.state = DeviceState.ARMED;
        in.actionStatus = PolicyStatus.OK;
        return EntryPoint.of(methods, () -> {
            in.tick++;
            in.nowNs += Bench.PERIOD_NS;
            pipeline.observe(in, record.out);
            pipeline.decide(in, record.out);
        });
    }

    private EntryPoint succession() {
        TickInputs in = new TickInputs(Bench.SENSORS, 2, 2);
        TickOutputs out = new TickOutputs(4, Bench.REFERENCE, 2, 1, 2);
        Bench.ScalingPolicy policy = new Bench.ScalingPolicy();
        Bench.ScalingPolicy shadow = new Bench.ScalingPolicy();
        TickPipeline pipeline = new TickPipeline(
                new Seat(1, policy, false),
                new Bench.ElapsedReference(),
                new Bench.StagedShield(),
                Bench.settings(PolicyThread.INLINE, 100_000_000),
                new TakeoverSettings(0, 0),
                2);
        Succession succession = closing(new Succession(new InlineProposer(policy, latencies), pipeline));
        succession.offer(
                new Entrant(new Seat(2, shadow, false), new InlineProposer(shadow, new Latencies()), Long.MIN_VALUE));
        in.device.state = DeviceState.ARMED;
        return EntryPoint.of("Succession.begin, Succession.exchange with a shadow", () -> {
            in.tick++;
            in.nowNs += Bench.PERIOD_NS;
            succession.begin(in, out);
            pipeline.observe(in, out);
            succession.exchange(in, out);
            pipeline.decide(in, out);
        });
    }

    private static final class BrokenShield extends Bench.StagedShield {
        @Override
        public void decide(TickInputs in, TickOutputs out) {
            throw new IllegalStateException("no solution");
        }
    }
}
