package dev.creance.policies.manifest;

import dev.creance.runtime.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Which joints the values of a vector belong to, in order: {@code policy}, {@code device}, or a list of names.
 *
 * @param tag {@code policy}, {@code device} or {@code names}
 */
public record JointOrder(ConfigNode at, String tag, List<String> names) {

    static JointOrder read(ConfigNode node, JointTable table) {
        if (!node.isList()) {
            String tag = node.choice("policy", "device");
            return new JointOrder(node, tag, tag.equals("policy") ? table.inPolicyOrder() : table.inDeviceOrder());
        }
        List<String> names = new ArrayList<>();
        for (ConfigNode item : node.items()) {
            String name = item.string();
            if (!table.has(name)) {
                throw item.error("='" + name + "' is no joint of the table")
                        .withHint("the joints are "
                                + table.joints().stream().map(Joint::name).toList());
            }
            if (names.contains(name)) {
                throw item.error("='" + name + "' stands twice");
            }
            names.add(name);
        }
        if (names.isEmpty()) {
            throw node.error(" is empty").withHint("write policy, device or a list of joints");
        }
        return new JointOrder(node, "names", List.copyOf(names));
    }

    public int size() {
        return names.size();
    }
}
