package dev.creance.dynamics.drive;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * The channels of a drive: what it measures and takes. Currents come last, as many as the machine has: armature and field of a
 * direct-current machine, the three phases and the excitation of a synchronous one, those of stator and rotor of an induction
 * machine; in the rotor's frame d, q and the excitation.
 */
public final class DriveChannels {
    /** Offsets into the sensors layout. */
    public static final int SPEED = 0;

    public static final int ANGLE = 1;
    public static final int SUPPLY_VOLTAGE = 2;
    public static final int WINDING_TEMPERATURE = 3;
    public static final int INVERTER_TEMPERATURE = 4;
    public static final int CURRENT = 5;

    /** How far beyond its limit a value is still plausible: a drive may be beyond before it is switched off. */
    private static final double PLAUSIBLE = 2;

    /** Supply voltage over that of a winding; a bridge's phase has half of it, and a braking machine raises it. */
    private static final double PLAUSIBLE_SUPPLY = 4;

    private static final double HOTTEST_K = 600;

    private DriveChannels() {}

    /** What a drive measures at its terminals; speed and angle are those of the shaft. */
    public static Layout sensors(DriveParameters parameters) {
        return sensors(parameters, DriveFrame.TERMINALS);
    }

    /** What a drive measures; speed and angle are those of the shaft. */
    public static Layout sensors(DriveParameters parameters, DriveFrame frame) {
        DriveParameters.Ratings limit = parameters.limit();
        double speed = PLAUSIBLE * limit.speedRadPerS();
        double current = PLAUSIBLE * limit.currentA();
        List<Channel> channels = new ArrayList<>();
        channels.add(new Channel("shaft.speed", "rad/s", -speed, speed));
        channels.add(new Channel("shaft.angle", "rad", 0, 2 * Math.PI));
        channels.add(new Channel("supply.voltage", "V", 0, PLAUSIBLE_SUPPLY * limit.voltageV()));
        channels.add(new Channel("winding.temperature", "K", 0, HOTTEST_K));
        channels.add(new Channel("inverter.temperature", "K", 0, HOTTEST_K));
        for (String winding : currents(parameters.machine(), frame)) {
            channels.add(new Channel("current." + winding, "A", -current, current));
        }
        return new Layout(channels);
    }

    /** What a drive takes at its terminals: duty cycles of the machine's terminals, or the numbers of switching states. */
    public static Layout commands(Machine machine, Converter converter) {
        List<String> terminals = terminals(machine);
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < converter.actions(); i++) {
            String name = converter.isContinuous() ? "duty." + terminals.get(i) : "switches." + i;
            channels.add(new Channel(name, "1", converter.leastAction(i), converter.greatestAction(i)));
        }
        return new Layout(channels);
    }

    /**
     * What a drive takes. In the rotor's frame: the voltage vector over half of the supply's voltage, amplitude-invariant, which the
     * firmware scales back to a length of 1, and the duty cycle of the excitation where there is one.
     */
    public static Layout commands(Machine machine, Converter converter, DriveFrame frame) {
        return frame == DriveFrame.TERMINALS
                ? commands(machine, converter)
                : new Layout(rotor(machine).stream()
                        .map(axis -> new Channel("duty." + axis, "1", -1, 1))
                        .toList());
    }

    /** How many values a drive with this machine measures at its terminals. */
    public static int size(Machine machine) {
        return size(machine, DriveFrame.TERMINALS);
    }

    /** How many values a drive with this machine measures. */
    public static int size(Machine machine, DriveFrame frame) {
        return CURRENT + currents(machine, frame).size();
    }

    private static List<String> rotor(Machine machine) {
        if (!DriveFrame.of(machine).equals(DriveFrame.ROTOR)) {
            throw new IllegalArgumentException("a machine with the states " + machine.states() + " has no rotor frame");
        }
        return machine instanceof ExternallyExcitedSynchronous ? List.of("d", "q", "excitation") : List.of("d", "q");
    }

    private static List<String> currents(Machine machine, DriveFrame frame) {
        if (frame == DriveFrame.ROTOR) {
            return rotor(machine);
        }
        return machine instanceof ShuntDc ? List.of("armature", "field") : terminals(machine);
    }

    private static List<String> terminals(Machine machine) {
        return switch (machine) {
            case ExternallyExcitedDc m -> List.of("armature", "field");
            case DirectCurrentMachine m -> List.of("armature");
            case ExternallyExcitedSynchronous m -> List.of("a", "b", "c", "excitation");
            case DoublyFedInduction m -> List.of("a", "b", "c", "rotor_a", "rotor_b", "rotor_c");
            case SynchronousMachine m -> List.of("a", "b", "c");
            case SquirrelCageInduction m -> List.of("a", "b", "c");
        };
    }
}
