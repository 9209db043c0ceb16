package dev.creance.policies.signals;

import dev.creance.policies.manifest.Joint;
import dev.creance.policies.manifest.JointOrder;
import dev.creance.policies.manifest.JointTable;
import dev.creance.policies.manifest.Term;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.runtime.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The channels of some joints, in an order of the manifest, with the device's way of counting: q_device = sign · q + offset.
 * A joint's channel is {@code joint.position.NAME}; a device that numbers its joints calls it {@code joint.position.3}, by the
 * place in the manifest's device order, and what it takes {@code position.3}.
 */
public final class JointChannels {
    private final int[] index;
    private final double[] sign;
    private final double[] offset;

    private JointChannels(int size) {
        index = new int[size];
        sign = new double[size];
        offset = new double[size];
    }

    /**
     * Finds them, or refuses with the names of those that the layout lacks.
     *
     * @param at what needs them
     */
    public static JointChannels of(
            ConfigNode at, JointTable table, JointOrder order, JointQuantity quantity, Layout layout) {
        JointChannels found = new JointChannels(order.size());
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            Joint joint = joint(table, order.names().get(i));
            String name = channel(joint, quantity, layout);
            if (layout.has(name)) {
                found.index[i] = layout.indexOf(name);
            } else {
                missing.add(name);
            }
            found.sign[i] = joint.reversed() && quantity.isDirected() ? -1 : 1;
            found.offset[i] = quantity == JointQuantity.POSITION ? joint.offset() : 0;
        }
        if (!missing.isEmpty()) {
            throw at.error(" needs the channels " + missing + ", which the device does not have")
                    .withHint("there are "
                            + layout.channels().stream().map(Channel::name).toList());
        }
        return found;
    }

    /** What a term observes; refuses another unit. */
    public static JointChannels measured(ConfigNode at, JointTable table, Term.Joints term, Layout sensors) {
        JointChannels found = of(at, table, term.order(), JointQuantity.of(term.quantity()), sensors);
        found.requireUnit(term.unit(), term.unit().string(), sensors);
        return found;
    }

    /** Whether the layout has this quantity of any of the joints. */
    public static boolean any(JointTable table, JointOrder order, JointQuantity quantity, Layout layout) {
        return order.names().stream().anyMatch(name -> layout.has(channel(joint(table, name), quantity, layout)));
    }

    private static Joint joint(JointTable table, String name) {
        return table.joints().stream()
                .filter(joint -> joint.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no joint '" + name + "'"));
    }

    private static String channel(Joint joint, JointQuantity quantity, Layout layout) {
        String byName = quantity.channel(joint.name());
        if (layout.has(byName) || joint.device().isEmpty()) {
            return byName;
        }
        String byPlace = quantity.channel(Integer.toString(joint.device().getAsInt()));
        String taken = byPlace.substring(JointQuantity.PREFIX.length());
        return layout.has(byPlace) ? byPlace : layout.has(taken) ? taken : byName;
    }

    /** Refuses channels of another unit. */
    public void requireUnit(ConfigNode at, String unit, Layout layout) {
        for (int each : index) {
            Channel channel = layout.channels().get(each);
            if (!channel.unit().equals(unit)) {
                throw at.error(" is '" + unit + "', but channel " + channel.name() + " is in '" + channel.unit() + "'");
            }
        }
    }

    public int size() {
        return index.length;
    }

    /** Where the channel of the i-th joint lies in its layout. */
    public int index(int i) {
        return index[i];
    }

    /** The value of the i-th joint as the policy counts; NaN where its sensor says that it is not valid. */
    @HotPath
    public double value(int i, Frame frame) {
        return frame.isValid(index[i]) ? value(i, frame.values) : Double.NaN;
    }

    /** The value of the i-th joint as the policy counts. */
    @HotPath
    public double value(int i, double[] device) {
        return sign[i] * (device[index[i]] - offset[i]);
    }

    /** Writes the value of the i-th joint as the device counts. */
    @HotPath
    public void put(int i, double value, double[] deviceOut) {
        deviceOut[index[i]] = sign[i] * value + offset[i];
    }
}
