package dev.creance.fleet;

import dev.creance.runtime.Cause;
import dev.creance.runtime.Channel;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Source;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A robot's ticks at 1 kHz, as the recorder hands them over: one holder, changed from tick to tick. */
final class Ticks {
    static final long PERIOD_NS = 1_000_000;

    final TickRecord record;
    private final Consumer<TickRecord> sink;
    private long tick;

    Ticks(Consumer<TickRecord> sink) {
        this(sink, quadrotor());
    }

    Ticks(Consumer<TickRecord> sink, Layout sensors) {
        this.sink = sink;
        this.record = new TickRecord(new TickInputs(sensors, 4), new TickOutputs(22, new Layout(List.of()), 4, 0));
        record.in.sensors.validBits = record.in.sensors.allValid();
        record.in.sensors.sequence = 1;
    }

    private static Layout quadrotor() {
        return new Layout(Stream.of(
                        "position.x",
                        "position.y",
                        "position.z",
                        "orientation.w",
                        "orientation.x",
                        "orientation.y",
                        "orientation.z",
                        "velocity.x",
                        "velocity.y",
                        "velocity.z",
                        "battery.voltage")
                .map(name -> Channel.unbounded(name, "1"))
                .toList());
    }

    static RunFacts facts(String run) {
        return new RunFacts(
                "crazyflie", run, Instant.parse("2026-11-23T00:00:00Z"), "0.1.0", "zoo/raptor", "ab12", 1000, 100);
    }

    /** So many ticks with everything as it is. */
    Ticks run(int ticks) {
        for (int i = 0; i < ticks; i++) {
            record.in.tick = tick;
            record.in.scheduledNs = tick * PERIOD_NS;
            record.in.nowNs = tick * PERIOD_NS;
            record.in.sensors.receiptNs = record.in.nowNs;
            sink.accept(record);
            tick++;
        }
        return this;
    }

    Ticks state(FailsafeState state, Cause cause, double value) {
        record.out.decision.state = state;
        record.out.decision.transitionCause = cause;
        record.out.decision.transitionValue = value;
        record.out.decision.transitionTick = tick;
        return this;
    }

    Ticks shield(Verdict verdict, Source source, Cause... causes) {
        record.out.decision.verdict = verdict;
        record.out.decision.source = source;
        record.out.decision.causes = 0;
        for (Cause cause : causes) {
            record.out.decision.causes |= cause.bit();
        }
        return this;
    }

    /** So many events, one in each tick: the device is armed and disarmed in turns. */
    Ticks events(int count) {
        for (int i = 0; i < count; i++) {
            boolean armed = record.in.device.state == DeviceState.ARMED;
            record.in.device.state = armed ? DeviceState.DISARMED : DeviceState.ARMED;
            run(1);
        }
        return this;
    }
}
