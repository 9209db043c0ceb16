package dev.creance.dynamics.drive;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * The channels of a drive: what it measures and takes. Currents come last, as many as the machine has: armature and field of a
 * direct-current machine, the three phases and the excitation of a synchronous one, those of stator and rotor of an induction
 * machine.
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

    /** What a drive measures; speed and angle are those of the shaft. */
    public static Layout sensors(DriveParameters parameters) {
        DriveParameters.Ratings limit = parameters.limit();
        double speed = PLAUSIBLE * limit.speedRadPerS();
        double current = PLAUSIBLE * limit.currentA();
        List<Channel> channels = new ArrayList<>();
        channels.add(new Channel("shaft.speed", "rad/s", -speed, speed));
        channels.add(new Channel("shaft.angle", "rad", 0, 2 * Math.PI));
        channels.add(new Channel("supply.voltage", "V", 0, PLAUSIBLE_SUPPLY * limit.voltageV()));
        channels.add(new Channel("winding.temperature", "K", 0, HOTTEST_K));
        channels.add(new Channel("inverter.temperature", "K", 0, HOTTEST_K));
        for (String winding : currents(parameters.machine())) {
            channels.add(new Channel("current." + winding, "A", -current, current));
        }
        return new Layout(channels);
    }

    /** What a drive takes: duty cycles of the machine's terminals, or the numbers of switching states. */
    public static Layout commands(Machine machine, Converter converter) {
        List<String> terminals = terminals(machine);
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < converter.actions(); i++) {
            String name = converter.isContinuous() ? "duty." + terminals.get(i) : "switches." + i;
            channels.add(new Channel(name, "1", converter.leastAction(i), converter.greatestAction(i)));
        }
        return new Layout(channels);
    }

    /** How many values a drive with this machine measures. */
    public static int size(Machine machine) {
        return CURRENT + currents(machine).size();
    }

    private static List<String> currents(Machine machine) {
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
