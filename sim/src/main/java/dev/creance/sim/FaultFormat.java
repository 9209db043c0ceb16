package dev.creance.sim;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import dev.creance.sim.Fault.Details;
import dev.creance.sim.Fault.Kind;
import dev.creance.sim.Fault.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads entries of {@code scenario.faults} for a machine: what it has no channel for, or what cannot befall its plant, is refused
 * where it stands.
 */
final class FaultFormat {
    static final double LONGEST_S = 3600;
    private static final double LARGEST_FACTOR = 100;
    private static final double LARGEST_FORCE_N = 1000;
    private static final double SLOWEST_S = 1;
    private static final double MOST_FRAMES_PER_S = 100_000;

    private final Optional<? extends PlantConfig> plant;

    /** @param plant absent where the machine is a real one, or not known */
    FaultFormat(Optional<? extends PlantConfig> plant) {
        this.plant = plant;
    }

    /** One entry: a fault, or many at random. */
    List<Fault> from(ConfigNode node) {
        if (node.has("kind") && node.child("kind").string().equals(RandomFaults.KIND)) {
            return new RandomFaults(this, plant).from(node);
        }
        Kind kind = word(node.child("kind"), RandomFaults.KIND);
        List<String> keys = new ArrayList<>(List.of("kind", "at", "for"));
        keys.addAll(keys(kind));
        node.only(keys.toArray(String[]::new));
        refuseOthers(kind, node.child("kind"));
        Details details = details(kind, node);
        return List.of(new Fault(
                kind,
                Math.round(node.child("at").quantity(Dimension.TIME, 0, LONGEST_S) * 1e9),
                duration(node, kind),
                details));
    }

    /** What there is to say of a kind beside its time. */
    private static List<String> keys(Kind kind) {
        return switch (kind) {
            case LINK_CUT, FRAME_CORRUPT, POLICY_NAN, POLICY_HANG, POLICY_SHAPE -> List.of();
            case SENSOR_FREEZE -> List.of("mode");
            case WIND_GUST -> List.of("force");
            case POLICY_SLOW, TICK_OVERRUN, CLOCK_JUMP -> List.of("by");
            case PLANT_MASS, PLANT_INERTIA, PLANT_FRICTION, SUPPLY_SAG -> List.of("factor");
            case LINK_DELAY -> List.of("by", "way");
            case LINK_FLOOD -> List.of("frames", "way");
            case LINK_BURST -> List.of("share", "length", "way");
            case LINK_LOSS, LINK_REORDER, LINK_DUPLICATE, LINK_FLIP -> List.of("share", "way");
            case SENSOR_BIAS, SENSOR_SPIKE, SENSOR_NOISE -> List.of("signal", "size", "reaches");
            case SENSOR_DRIFT -> List.of("signal", "size", "over", "reaches");
            case SENSOR_SCALE -> List.of("signal", "factor", "reaches");
            case SENSOR_SWAP -> List.of("signal", "with", "reaches");
            case SENSOR_DROPOUT, SENSOR_STUCK, SENSOR_NAN -> List.of("signal", "reaches");
            case ROTOR_LOSS -> List.of("signal", "share");
            case ACTUATOR_PARTIAL -> List.of("signal", "factor");
            case ACTUATOR_LAG -> List.of("signal", "time");
            case ACTUATOR_LOSS, ACTUATOR_STUCK -> List.of("signal");
        };
    }

    private static Kind word(ConfigNode node, String... more) {
        List<String> words =
                new ArrayList<>(Arrays.stream(Kind.values()).map(Kind::word).toList());
        words.addAll(List.of(more));
        return Kind.valueOf(node.choice(words.toArray(String[]::new)).toUpperCase(Locale.ROOT));
    }

    /** One of the kinds that a sequence is drawn from. */
    Kind kind(ConfigNode node) {
        Kind kind = word(node);
        refuseOthers(kind, node);
        return kind;
    }

    private void refuseOthers(Kind kind, ConfigNode node) {
        Optional<Disturbance> what = Disturbance.of(kind);
        if (what.isPresent() && plant.isPresent() && !plant.get().disturbances().contains(what.get())) {
            throw node.error("=" + kind.word() + " cannot befall " + plant.get().name())
                    .withHint("its plant can be disturbed by " + disturbing(plant.get()));
        }
    }

    private static List<String> disturbing(PlantConfig plant) {
        return Arrays.stream(Kind.values())
                .filter(kind ->
                        Disturbance.of(kind).map(plant.disturbances()::contains).orElse(false))
                .map(Kind::word)
                .toList();
    }

    private Details details(Kind kind, ConfigNode node) {
        return switch (kind) {
            case LINK_CUT, FRAME_CORRUPT, POLICY_NAN, POLICY_HANG, POLICY_SHAPE -> Details.NONE;
            case SENSOR_FREEZE -> {
                boolean stopped = node.optional("mode")
                        .map(mode -> mode.choice("stuck", "stopped").equals("stopped"))
                        .orElse(false);
                yield new Details(new int[0], new double[1], 0, stopped ? Scope.SAMPLE_TIME : Scope.ALL);
            }
            case WIND_GUST -> new Details(new int[0], force(node.child("force")), 0, Scope.ALL);
            case POLICY_SLOW, TICK_OVERRUN -> Details.lasting(node.child("by").nanoseconds(SLOWEST_S));
            case CLOCK_JUMP ->
                Details.lasting(Math.round(node.child("by").quantity(Dimension.TIME, -SLOWEST_S, SLOWEST_S) * 1e9));
            case PLANT_MASS, PLANT_INERTIA, PLANT_FRICTION, SUPPLY_SAG ->
                Details.of(node.child("factor").quantity(Dimension.RATIO, 0.01, LARGEST_FACTOR));
            case ROTOR_LOSS -> rotors(node);
            default -> kind.layer() == Fault.Layer.LINK ? link(kind, node) : channels(kind, node);
        };
    }

    private Details link(Kind kind, ConfigNode node) {
        Scope way = node.optional("way")
                .map(n -> Scope.valueOf(n.choice("to_host", "to_device").toUpperCase(Locale.ROOT)))
                .orElse(Scope.ALL);
        double size = 0;
        double more = 0;
        long timeNs = 0;
        switch (kind) {
            case LINK_DELAY -> timeNs = node.child("by").nanoseconds(SLOWEST_S);
            case LINK_FLOOD -> size = node.child("frames").quantity(Dimension.FREQUENCY, 0, MOST_FRAMES_PER_S);
            case LINK_BURST -> {
                size = node.child("share").quantity(Dimension.RATIO, 0, 0.99);
                more = node.child("length").integer(1, 10_000);
            }
            default -> size = node.child("share").quantity(Dimension.RATIO, 0, 1);
        }
        return new Details(new int[0], new double[] {size, more}, timeNs, way);
    }

    /** What each rotor keeps of what it gives. */
    private Details rotors(ConfigNode node) {
        needsPlant(Kind.ROTOR_LOSS, node);
        int[] lacking = resolve(node.child("signal"), plant.orElseThrow().actuators());
        double[] kept = new double[Disturbance.THRUST.size()];
        Arrays.fill(kept, Disturbance.THRUST.neutral());
        for (int rotor : lacking) {
            kept[rotor] = 1 - node.child("share").quantity(Dimension.RATIO, 0, 1);
        }
        return new Details(lacking, kept, 0, Scope.ALL);
    }

    private void needsPlant(Kind kind, ConfigNode node) {
        if (plant.isEmpty()) {
            throw node.child("kind")
                    .error("=" + kind.word() + " needs a simulated machine")
                    .withHint("add section plant");
        }
    }

    private Details channels(Kind kind, ConfigNode node) {
        needsPlant(kind, node);
        boolean sensor = kind.layer() == Fault.Layer.SENSOR;
        Layout layout = sensor ? plant.get().sensors() : plant.get().actuators();
        ConfigNode signal = node.child("signal");
        int[] channels = resolve(signal, layout);
        Scope scope = node.optional("reaches")
                .map(n -> n.choice("firmware", "frames").equals("frames") ? Scope.FRAMES : Scope.ALL)
                .orElse(Scope.ALL);
        return switch (kind) {
            case SENSOR_BIAS, SENSOR_SPIKE, SENSOR_NOISE ->
                new Details(channels, size(node.child("size"), layout, channels), 0, scope);
            case SENSOR_DRIFT ->
                new Details(
                        channels,
                        size(node.child("size"), layout, channels),
                        node.child("over").nanoseconds(LONGEST_S),
                        scope);
            case SENSOR_SCALE, ACTUATOR_PARTIAL -> {
                double factor = node.child("factor").quantity(Dimension.RATIO, -LARGEST_FACTOR, LARGEST_FACTOR);
                yield new Details(channels, new double[] {factor}, 0, scope);
            }
            case SENSOR_SWAP -> new Details(swapped(node, channels, layout), new double[1], 0, scope);
            case ACTUATOR_LAG ->
                new Details(channels, new double[1], node.child("time").nanoseconds(SLOWEST_S), scope);
            default -> new Details(channels, new double[1], 0, scope);
        };
    }

    private static int[] swapped(ConfigNode node, int[] channels, Layout layout) {
        int[] others = resolve(node.child("with"), layout);
        if (others.length != channels.length) {
            throw node.child("with").error(" are " + others.length + " channels, signal are " + channels.length);
        }
        int[] both = Arrays.copyOf(channels, 2 * channels.length);
        System.arraycopy(others, 0, both, channels.length, others.length);
        return both;
    }

    /** A channel by its name, or all whose names begin so. */
    private static int[] resolve(ConfigNode signal, Layout layout) {
        String name = signal.string();
        List<String> names = layout.channels().stream().map(Channel::name).toList();
        int[] found = names.stream()
                .filter(each -> each.equals(name) || each.startsWith(name + "."))
                .mapToInt(layout::indexOf)
                .toArray();
        if (found.length == 0) {
            throw signal.error("='" + name + "' is no channel").withHint("there are " + names);
        }
        return found;
    }

    /** In the unit of the channels, which all have the same. */
    private static double[] size(ConfigNode node, Layout layout, int[] channels) {
        String unit = layout.channels().get(channels[0]).unit();
        for (int channel : channels) {
            if (!layout.channels().get(channel).unit().equals(unit)) {
                throw node.error(": its channels have different units")
                        .withHint("write one fault for those in " + unit + ", another for the rest");
            }
        }
        Dimension dimension = Arrays.stream(Dimension.values())
                .filter(each -> each.siUnit().equals(unit))
                .findFirst()
                .orElse(Dimension.RATIO);
        return new double[] {node.quantity(dimension)};
    }

    private static double[] force(ConfigNode node) {
        return node.items(3).stream()
                .mapToDouble(item -> item.quantity(Dimension.FORCE, -LARGEST_FORCE_N, LARGEST_FORCE_N))
                .toArray();
    }

    private static long duration(ConfigNode node, Kind kind) {
        if ((kind == Kind.FRAME_CORRUPT || kind == Kind.SENSOR_SPIKE) && !node.has("for")) {
            return 0;
        }
        ConfigNode duration = node.child("for");
        return duration.string().equals("forever") ? Fault.FOREVER : duration.nanoseconds(LONGEST_S);
    }
}
