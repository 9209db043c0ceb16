package dev.creance.bench;

import dev.creance.runtime.DeviceState;
import dev.creance.runtime.Directive;
import dev.creance.runtime.Frame;
import dev.creance.runtime.TickInputs;
import dev.creance.sim.SimulatedMachine;

/** A simulated machine with its firmware, without a link: what is measured is rounded to 32-bit floats, as on the wire, and orders are obeyed at once. */
public final class UnlinkedDevice {
    /** So long ago was the last frame when a machine is put elsewhere: any frame is as good as a first one then. */
    private static final long AWAY_NS = 1_000_000_000;

    private final SimulatedMachine machine;
    private final double[] measured;
    private final double[] actuators;
    private DeviceState state = DeviceState.DISARMED;
    private long awayNs;

    public UnlinkedDevice(SimulatedMachine machine) {
        this.machine = machine;
        measured = new double[machine.sensors().size()];
        actuators = new double[machine.actuators().size()];
        measure();
    }

    /** Takes what the sensors say now. */
    public void measure() {
        machine.measure(measured);
    }

    /** Takes what somebody else has measured of it. */
    public void see(double[] what) {
        System.arraycopy(what, 0, measured, 0, measured.length);
    }

    /** Puts the machine elsewhere. */
    public void place(double[] machineState) {
        machine.place(machineState);
        measure();
        moved();
    }

    /** Is told that somebody has put the machine elsewhere. */
    public void moved() {
        awayNs += AWAY_NS;
    }

    /** Hands over what was measured, as the inputs of a tick. */
    public void tell(long tick, long tickNs, TickInputs in) {
        Frame sensors = in.sensors;
        in.tick = tick;
        in.nowNs = tick * tickNs;
        in.scheduledNs = in.nowNs;
        in.device.ready = true;
        in.device.state = state;
        in.device.lastReceiptNs = in.nowNs;
        in.sensorFresh = true;
        for (int i = 0; i < measured.length; i++) {
            sensors.values[i] = (float) measured[i];
        }
        sensors.validBits = sensors.allValid();
        sensors.sequence = tick;
        sensors.sampleNs = in.nowNs + awayNs;
        sensors.receiptNs = in.nowNs;
    }

    public void obey(Directive order) {
        switch (order) {
            case NONE -> {}
            case ARM -> state = DeviceState.ARMED;
            case DISARM -> state = DeviceState.DISARMED;
            case LAND -> state = DeviceState.DESCENDING;
            case STOP -> state = DeviceState.STOPPED;
        }
    }

    /** One period of the firmware. */
    public void act(double[] command) {
        switch (state) {
            case ARMED -> machine.follow(measured, command, true, actuators);
            case LEVELLING, DESCENDING -> {
                if (machine.react(measured, false, 0, actuators)) {
                    state = DeviceState.DISARMED;
                }
            }
            case DISARMED, STOPPED -> machine.idle(measured, true, actuators);
        }
        machine.step(actuators);
    }
}
