package dev.creance.policies.signals;

import dev.creance.runtime.HotPath;

/** Numbers of native periods. They stay exact in float32 and start again at 0 after hours. */
public final class Periods {
    public static final int COUNT = 1 << 22;

    private Periods() {}

    /** How many periods ago something of this number began. */
    @HotPath
    public static int age(int now, int number) {
        return Math.floorMod(now - number, COUNT);
    }
}
