package dev.creance.safety.guards;

import dev.creance.runtime.Frame;

/** What a guard sees of a tick, beside the proposal. A mutable holder, written by the shield alone. */
public final class Sight {
    /** The newest believed one. */
    public Frame sensors;

    /** Whether {@link #sensors} came since the last tick. */
    public boolean fresh;

    /** When {@link #sensors} were taken, ns on our clock. */
    public long sampledAtNs;

    /** How long a command takes to the device, ns. */
    public long wayNs;

    public Frame reference;

    public long tick;

    public long nowNs;

    /** The tick whose observation the proposal answers; −1 where there is none. */
    public long actionTick;
}
