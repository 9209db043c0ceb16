package dev.creance.sim.drive;

import dev.creance.dynamics.drive.ContinuousConverter;
import dev.creance.dynamics.drive.Converter;
import dev.creance.dynamics.drive.ConverterGroup;
import dev.creance.dynamics.drive.DirectCurrentMachine;
import dev.creance.dynamics.drive.DoublyFedInduction;
import dev.creance.dynamics.drive.ExternallyExcitedDc;
import dev.creance.dynamics.drive.ExternallyExcitedSynchronous;
import dev.creance.dynamics.drive.Fidelity;
import dev.creance.dynamics.drive.FiniteConverter;
import dev.creance.dynamics.drive.Machine;
import dev.creance.dynamics.drive.SquirrelCageInduction;
import dev.creance.dynamics.drive.SynchronousMachine;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.List;
import java.util.Optional;

/** Section {@code plant.converter}: the converter that fits a machine. */
final class ConverterFormat {
    private static final int MOST_QUADRANTS = 4;

    private ConverterFormat() {}

    /** What a section says of every converter in a group. */
    private record Settings(int quadrants, boolean finite, double deadS, double deadShare, Fidelity fidelity) {
        Converter bridge() {
            return finite ? new FiniteConverter.B6Bridge(deadS) : new ContinuousConverter.B6Bridge(deadShare);
        }

        Converter chopper() {
            return switch (quadrants) {
                case 1 -> finite ? new FiniteConverter.OneQuadrant() : new ContinuousConverter.OneQuadrant();
                case 2 ->
                    finite ? new FiniteConverter.TwoQuadrant(deadS) : new ContinuousConverter.TwoQuadrant(deadShare);
                default ->
                    finite
                            ? new FiniteConverter.FourQuadrant(deadS)
                            : new ContinuousConverter.FourQuadrant(deadShare, fidelity);
            };
        }
    }

    static Converter from(Optional<ConfigNode> section, Machine machine, Fidelity fidelity, double controlHz) {
        Settings settings = section.map(node -> settings(node, machine, fidelity, controlHz))
                .orElse(new Settings(MOST_QUADRANTS, false, 0, 0, fidelity));
        return switch (machine) {
            case ExternallyExcitedDc m -> new ConverterGroup(List.of(settings.chopper(), settings.chopper()));
            case DirectCurrentMachine m -> settings.chopper();
            case ExternallyExcitedSynchronous m -> new ConverterGroup(List.of(settings.bridge(), settings.chopper()));
            case DoublyFedInduction m -> new ConverterGroup(List.of(settings.bridge(), settings.bridge()));
            case SynchronousMachine m -> settings.bridge();
            case SquirrelCageInduction m -> settings.bridge();
        };
    }

    private static Settings settings(ConfigNode node, Machine machine, Fidelity fidelity, double controlHz) {
        if (machine instanceof DirectCurrentMachine) {
            node.only("quadrants", "set", "dead_time");
        } else {
            node.only("set", "dead_time");
        }
        int quadrants = node.optional("quadrants")
                .map(n -> Integer.parseInt(n.choice("1", "2", "4")))
                .orElse(MOST_QUADRANTS);
        boolean finite = node.optional("set")
                .map(n -> n.choice("continuous", "finite").equals("finite"))
                .orElse(false);
        double deadS = node.optional("dead_time")
                .map(n -> n.quantity(Dimension.TIME, 0, 0.5 / controlHz))
                .orElse(0.0);
        return new Settings(quadrants, finite, deadS, deadS * controlHz, fidelity);
    }
}
