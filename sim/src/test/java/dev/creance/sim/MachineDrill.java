package dev.creance.sim;

import dev.creance.runtime.HotPathContract.EntryPoint;
import java.util.Arrays;

/** Leads a machine through all that can be asked of it, over and over. */
public final class MachineDrill {
    private static final int ROUND = 1000;
    private static final Disturbance[] ALL = Disturbance.values();

    private final SimulatedMachine machine;
    private final double[] measured;
    private final double[] command;
    private final double[] actuators;
    private final double[] size = new double[4];
    private int period;

    private MachineDrill(SimulatedMachine machine, double commanded) {
        this.machine = machine;
        measured = new double[machine.sensors().size()];
        command = new double[machine.commands().size()];
        actuators = new double[machine.actuators().size()];
        Arrays.fill(command, commanded);
        machine.measure(measured);
    }

    /**
     * @param commanded on every channel
     * @param more methods that are run by it
     */
    public static EntryPoint of(PlantConfig config, double commanded, String... more) {
        SimulatedMachine machine = config.machine(config.noLimits(), new Noise(1));
        MachineDrill drill = new MachineDrill(machine, commanded);
        String name = machine.getClass().getSimpleName();
        return EntryPoint.of(
                String.join(
                        ", ",
                        String.join(", ", more),
                        name + ".ready",
                        name + ".follow",
                        name + ".react",
                        name + ".idle",
                        name + ".step",
                        name + ".measure",
                        name + ".disturb",
                        name + ".standsStill"),
                drill::advance);
    }

    private void advance() {
        int now = period++ % ROUND;
        for (Disturbance each : ALL) {
            Arrays.fill(size, each.neutral());
            machine.disturb(each, size);
        }
        if (now < 50) {
            machine.idle(measured, true, actuators);
        } else if (now < 100) {
            machine.ready(measured, command, true, actuators);
        } else if (now < 500) {
            machine.follow(measured, command, true, actuators);
        } else {
            machine.react(measured, now < 600, (now - 500) * 1e-3, actuators);
        }
        machine.step(actuators);
        machine.measure(measured);
        machine.standsStill();
    }
}
