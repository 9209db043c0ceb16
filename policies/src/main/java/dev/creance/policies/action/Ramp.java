package dev.creance.policies.action;

import dev.creance.runtime.HotPath;

/**
 * From one command to the next in equal steps over a native period, so that a joint sees no jumps; the last step is the command
 * itself. It starts with the first command.
 */
final class Ramp implements Between {
    private final int ticks;
    private final double[] from;
    private final double[] to;
    private final double[] shown;
    private int tick;
    private boolean started;

    /** @param ticks in a native period */
    Ramp(int ticks, int size) {
        this.ticks = ticks;
        this.from = new double[size];
        this.to = new double[size];
        this.shown = new double[size];
    }

    @Override
    @HotPath
    public void apply(double[] command) {
        if (!started || isNew(command)) {
            for (int i = 0; i < to.length; i++) {
                from[i] = started && Double.isFinite(shown[i]) ? shown[i] : command[i];
                to[i] = command[i];
            }
            tick = 0;
            started = true;
        }
        tick = Math.min(tick + 1, ticks);
        for (int i = 0; i < to.length; i++) {
            shown[i] = tick == ticks ? to[i] : from[i] + (to[i] - from[i]) * tick / ticks;
            command[i] = shown[i];
        }
    }

    private boolean isNew(double[] command) {
        for (int i = 0; i < to.length; i++) {
            if (Double.doubleToRawLongBits(command[i]) != Double.doubleToRawLongBits(to[i])) {
                return true;
            }
        }
        return false;
    }

    @Override
    @HotPath
    public void reset() {
        started = false;
    }
}
