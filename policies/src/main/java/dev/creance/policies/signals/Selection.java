package dev.creance.policies.signals;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.runtime.config.ConfigNode;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Channels of one frame, picked by name: one channel, a group ({@code position} for {@code position.*}), or a list. */
public final class Selection {
    private final boolean fromReference;
    private final int[] indices;
    private final List<Channel> channels;

    private Selection(boolean fromReference, Layout layout, int[] indices) {
        this.fromReference = fromReference;
        this.indices = indices;
        this.channels = Arrays.stream(indices).mapToObj(layout.channels()::get).toList();
    }

    public static Selection of(ConfigNode node, Channels from) {
        List<String> names =
                node.isList() ? node.items().stream().map(ConfigNode::string).toList() : List.of(node.string());
        for (boolean fromReference : new boolean[] {false, true}) {
            Layout layout = fromReference ? from.reference() : from.sensors();
            boolean known = names.stream()
                    .allMatch(name -> indices(layout, name).findAny().isPresent());
            if (known) {
                int[] indices = names.stream()
                        .flatMapToInt(name -> indices(layout, name))
                        .toArray();
                return new Selection(fromReference, layout, indices);
            }
        }
        throw node.error("='" + String.join(", ", names) + "' names no channels of the sensors or the reference")
                .withHint("there are " + String.join(", ", groups(from)));
    }

    /**
     * Exactly these channels, all of the sensors or all of the reference.
     *
     * @param at what needs them
     */
    public static Selection named(ConfigNode at, List<String> names, Channels from) {
        for (boolean fromReference : new boolean[] {false, true}) {
            Layout layout = fromReference ? from.reference() : from.sensors();
            if (names.stream().allMatch(layout::has)) {
                int[] indices = names.stream().mapToInt(layout::indexOf).toArray();
                return new Selection(fromReference, layout, indices);
            }
        }
        List<String> missing =
                names.stream().filter(name -> !from.sensors().has(name)).toList();
        throw at.error(" needs the channels " + names + ", and the sensors lack " + missing)
                .withHint("a device must measure them, or the reference must say them; there are "
                        + String.join(", ", groups(from)));
    }

    private static IntStream indices(Layout layout, String name) {
        if (layout.has(name)) {
            return IntStream.of(layout.indexOf(name));
        }
        return IntStream.range(0, layout.size())
                .filter(i -> layout.channels().get(i).name().startsWith(name + "."));
    }

    private static Set<String> groups(Channels from) {
        Set<String> groups = new LinkedHashSet<>();
        for (Layout layout : List.of(from.sensors(), from.reference())) {
            for (Channel channel : layout.channels()) {
                int dot = channel.name().lastIndexOf('.');
                groups.add(dot < 0 ? channel.name() : channel.name().substring(0, dot));
            }
        }
        return groups;
    }

    public int size() {
        return indices.length;
    }

    /** Refuses channels of another unit, which is how degrees, rpm and g come to light. */
    public Selection inUnit(ConfigNode unit) {
        for (Channel channel : channels) {
            if (!channel.unit().equals(unit.string())) {
                throw unit.error("='" + unit.string() + "', but channel " + channel.name() + " is in '" + channel.unit()
                                + "'")
                        .withHint("write 'unit: " + channel.unit() + "' and convert with {scale: …} in process");
            }
        }
        return this;
    }

    /** Refuses channels of other units, given one for each. @param at what they are for */
    public Selection inUnits(ConfigNode at, List<String> units) {
        for (int i = 0; i < channels.size(); i++) {
            if (!channels.get(i).unit().equals(units.get(i))) {
                throw at.error(" is in '" + units.get(i) + "', but channel "
                        + channels.get(i).name() + " is in '" + channels.get(i).unit() + "'");
            }
        }
        return this;
    }

    /** The last word of each channel's name. */
    public List<String> axes() {
        return channels.stream()
                .map(channel -> channel.name().substring(channel.name().lastIndexOf('.') + 1))
                .toList();
    }

    /** The value of one of the channels; NaN where its sensor says that it is not valid. */
    @HotPath
    public double value(int i, Frame sensors, Frame reference) {
        if (fromReference) {
            return reference.values[indices[i]];
        }
        return sensors.isValid(indices[i]) ? sensors.values[indices[i]] : Double.NaN;
    }
}
