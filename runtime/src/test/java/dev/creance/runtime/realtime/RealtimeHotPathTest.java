package dev.creance.runtime.realtime;

import dev.creance.runtime.HotPathContract;
import java.util.List;

class RealtimeHotPathTest extends HotPathContract {
    private static final long SPIN_NS = 20_000;

    @Override
    protected Class<?> anyOfTheProduct() {
        return MonotonicClock.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        MonotonicClock sleeping = new MonotonicClock(0);
        MonotonicClock spinning = new MonotonicClock(SPIN_NS);
        Signal signal = new Signal();
        return List.of(
                EntryPoint.of("MonotonicClock.sleepUntil, MonotonicClock.nowNs to a deadline that has passed", () -> {
                    boolean unused = spinning.sleepUntil(spinning.nowNs() - 1);
                }),
                EntryPoint.of("MonotonicClock.sleepUntil by spinning", () -> {
                    boolean unused = spinning.sleepUntil(spinning.nowNs() + SPIN_NS / 4);
                }),
                EntryPoint.of("MonotonicClock.sleepUntil by sleeping", () -> {
                            boolean unused = sleeping.sleepUntil(sleeping.nowNs() + 50_000);
                        })
                        .runs(2_000),
                EntryPoint.of("Signal.raise, Signal.value", () -> {
                    signal.raise();
                    int unused = signal.value();
                }));
    }
}
