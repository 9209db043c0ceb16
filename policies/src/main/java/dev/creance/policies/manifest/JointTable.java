package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/** Every joint, with the two orders that people mix up. */
public record JointTable(ConfigNode at, List<Joint> joints) {
    private static final int MOST_JOINTS = 1000;

    static JointTable read(ConfigNode node) {
        List<Joint> joints = new ArrayList<>();
        for (ConfigNode item : node.items()) {
            item.only("name", "policy", "device", "sign", "offset");
            String name = Texts.text(item.child("name"));
            if (joints.stream().anyMatch(joint -> joint.name().equals(name))) {
                throw item.child("name").error("='" + name + "' is in the table already");
            }
            joints.add(new Joint(
                    name,
                    place(item.child("policy"), joints, Joint::policy),
                    place(item.child("device"), joints, Joint::device),
                    item.child("sign").choice("1", "-1").equals("-1"),
                    item.child("offset").quantity(Dimension.RATIO, -1000, 1000)));
        }
        JointTable table = new JointTable(node, List.copyOf(joints));
        table.requireWhole("policy", Joint::policy);
        if (table.inPolicyOrder().isEmpty()) {
            throw node.error(" holds no joint of the policy");
        }
        return table;
    }

    private static OptionalInt place(ConfigNode node, List<Joint> before, Function<Joint, OptionalInt> order) {
        if (Texts.isNone(node)) {
            return OptionalInt.empty();
        }
        OptionalInt place = OptionalInt.of(node.integer(0, MOST_JOINTS));
        before.stream()
                .filter(joint -> order.apply(joint).equals(place))
                .findFirst()
                .ifPresent(other -> {
                    throw node.error("=" + place.getAsInt() + " is the place of " + other.name() + " already");
                });
        return place;
    }

    private void requireWhole(String order, Function<Joint, OptionalInt> place) {
        List<String> names = sorted(place);
        for (Joint joint : joints) {
            if (place.apply(joint).isPresent() && place.apply(joint).getAsInt() >= names.size()) {
                throw at.error(": " + joint.name() + " has the place "
                                + place.apply(joint).getAsInt() + " in the " + order + "'s order, which has "
                                + names.size() + " joints")
                        .withHint("number them from 0 without gaps");
            }
        }
    }

    private List<String> sorted(Function<Joint, OptionalInt> place) {
        return joints.stream()
                .filter(joint -> place.apply(joint).isPresent())
                .sorted(Comparator.comparingInt(joint -> place.apply(joint).getAsInt()))
                .map(Joint::name)
                .toList();
    }

    /** Names as the policy orders them. */
    public List<String> inPolicyOrder() {
        return sorted(Joint::policy);
    }

    /** Names as the device orders them. */
    public List<String> inDeviceOrder() {
        return sorted(Joint::device);
    }

    boolean has(String name) {
        return joints.stream().anyMatch(joint -> joint.name().equals(name));
    }
}
