package dev.creance.dynamics.drive;

import dev.creance.dynamics.reference.Moments;
import dev.creance.dynamics.reference.Ramps;
import dev.creance.dynamics.reference.RandomSteps;
import dev.creance.dynamics.reference.Steps;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Reference;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Binds {@code scenario.reference} of a drive.
 *
 * <pre>{@code
 * reference: {kind: current, steps: [{at: 0 s, d: 0 A, q: 10 A}, {at: 0.5 s, d: -5 A, q: 40 A}]}
 * reference: {kind: random_current, seed: 1, interval: 50 ms, share: 0.9}
 * reference: {kind: speed, steps: [{at: 0 s, speed: 100 rad/s}, {at: 2 s, speed: -100 rad/s}], ramp: 500 rad/s2}
 * }</pre>
 *
 * Currents are named as {@link #currents} says. Random ones lie within {@code share} of the nominal current, along a rotor's
 * magnets only against them: with them, iron saturates and nothing is won.
 */
public final class DriveReferences {
    private DriveReferences() {}

    public static Reference from(ConfigNode node, DriveParameters parameters) {
        return switch (node.child("kind").choice("current", "random_current", "speed")) {
            case "current" -> current(node.only("kind", "steps"), parameters);
            case "random_current" -> randomCurrent(node.only("kind", "seed", "interval", "share"), parameters);
            default -> speed(node.only("kind", "steps", "ramp"), parameters);
        };
    }

    /**
     * The currents that can be asked for: armature and field where each has a converter of its own, along and across the rotor's
     * flux, and the excitation where there is one.
     */
    public static List<String> currents(Machine machine) {
        return switch (machine) {
            case ExternallyExcitedDc m -> List.of("armature", "field");
            case DirectCurrentMachine m -> List.of("armature");
            case ExternallyExcitedSynchronous m -> List.of("d", "q", "excitation");
            case SynchronousMachine m -> List.of("d", "q");
            case InductionMachine m -> List.of("d", "q");
        };
    }

    private static Layout currentLayout(DriveParameters parameters) {
        List<Channel> channels = new ArrayList<>();
        double limitA = parameters.limit().currentA();
        for (String name : currents(parameters.machine())) {
            channels.add(new Channel("reference.current." + name, "A", -limitA, limitA));
        }
        return new Layout(channels);
    }

    private static Reference current(ConfigNode node, DriveParameters parameters) {
        Layout layout = currentLayout(parameters);
        List<String> names = currents(parameters.machine());
        List<String> keys = new ArrayList<>(names);
        keys.add("at");
        List<ConfigNode> items = steps(node, keys);
        double limitA = parameters.limit().currentA();
        double[][] values = new double[items.size()][names.size()];
        for (int i = 0; i < values.length; i++) {
            for (int k = 0; k < names.size(); k++) {
                values[i][k] = items.get(i).child(names.get(k)).quantity(Dimension.CURRENT, -limitA, limitA);
            }
        }
        return new Steps(layout, Moments.from(items), values);
    }

    private static Reference randomCurrent(ConfigNode node, DriveParameters parameters) {
        Layout layout = currentLayout(parameters);
        double mostA = node.child("share").quantity(Dimension.RATIO, 0, 1)
                * parameters.nominal().currentA();
        double[] low = new double[layout.size()];
        double[] high = new double[layout.size()];
        for (int i = 0; i < low.length; i++) {
            low[i] = -mostA;
            high[i] = mostA;
        }
        if (parameters.machine() instanceof PermanentMagnetSynchronous) {
            high[0] = 0;
        }
        double radius = layout.has("reference.current.d") ? mostA : Double.POSITIVE_INFINITY;
        return new RandomSteps(
                layout,
                node.child("seed").integer(0, Integer.MAX_VALUE),
                node.child("interval").nanoseconds(3600),
                new RandomSteps.Ranges(low, high, radius));
    }

    private static Reference speed(ConfigNode node, DriveParameters parameters) {
        double limit = parameters.limit().speedRadPerS();
        Layout layout = new Layout(List.of(new Channel("reference.shaft.speed", "rad/s", -limit, limit)));
        List<ConfigNode> items = steps(node, List.of("at", "speed"));
        double[] goals = items.stream()
                .mapToDouble(item -> item.child("speed").quantity(Dimension.ANGULAR_RATE, -limit, limit))
                .toArray();
        Optional<ConfigNode> ramp = node.optional("ramp");
        double perS = ramp.isPresent()
                ? ramp.get().quantity(Dimension.ANGULAR_ACCELERATION, 1e-3, 1e6)
                : Double.POSITIVE_INFINITY;
        return new Ramps(layout, Moments.from(items), goals, perS);
    }

    private static List<ConfigNode> steps(ConfigNode node, List<String> keys) {
        List<ConfigNode> items = node.child("steps").items();
        if (items.isEmpty()) {
            throw node.child("steps").error(" is empty").withHint("list at least one step, at 0 s");
        }
        items.forEach(item -> item.only(keys.toArray(String[]::new)));
        return items;
    }
}
