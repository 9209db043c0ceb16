package dev.creance.runtime;

import java.util.List;

class ClocksHotPathTest extends HotPathContract {
    private long deadlineNs;

    @Override
    protected Class<?> anyOfTheProduct() {
        return Clock.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        VirtualClock virtual = new VirtualClock();
        LockstepClock lockstep = new LockstepClock(new Willing());
        Frame from = new Frame(new Layout(List.of(Channel.unbounded("a", "1"), Channel.unbounded("b", "1"))));
        Frame to = new Frame(from.layout());
        return List.of(
                EntryPoint.of("VirtualClock.sleepUntil, VirtualClock.nowNs", () -> {
                    boolean unused = virtual.sleepUntil(virtual.nowNs() + 1);
                }),
                EntryPoint.of("LockstepClock.sleepUntil, LockstepClock.nowNs", () -> {
                    boolean unused = lockstep.sleepUntil(lockstep.nowNs() + 1);
                }),
                EntryPoint.of("Frame.copyFrom, Frame.isValid", () -> {
                    to.copyFrom(from);
                    deadlineNs += to.isValid(1) ? 1 : 0;
                }));
    }

    /** A device that grants whatever is asked. */
    private static final class Willing implements LockstepDevice {
        @Override
        public boolean grant(long untilNs) {
            return true;
        }

        @Override
        public Layout sensors() {
            return new Layout(List.of());
        }

        @Override
        public Layout commands() {
            return new Layout(List.of());
        }

        @Override
        public void open(Clock clock) {}

        @Override
        public boolean read(long nowNs, Frame sensorsOut, DeviceStatus statusOut) {
            return false;
        }

        @Override
        public void write(long nowNs, Command command, Directive directive) {}

        @Override
        public void stop(Directive directive) {}

        @Override
        public void close() {}
    }
}
