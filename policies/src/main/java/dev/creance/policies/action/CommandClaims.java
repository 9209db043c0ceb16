package dev.creance.policies.action;

import dev.creance.policies.signals.JointChannels;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import dev.creance.runtime.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;

/** Makes sure that an action sets every channel that the device takes, each once. */
final class CommandClaims {
    private final Layout commands;
    private final List<String> unset = new ArrayList<>();

    CommandClaims(Layout commands) {
        this.commands = commands;
        commands.channels().forEach(channel -> unset.add(channel.name()));
    }

    int claim(ConfigNode node, int index) {
        String name = commands.channels().get(index).name();
        if (!unset.remove(name)) {
            throw node.error("='" + name + "' is set twice").withHint(ChannelDecoder.takes(commands));
        }
        return index;
    }

    JointChannels claim(ConfigNode node, JointChannels joints) {
        for (int i = 0; i < joints.size(); i++) {
            claim(node, joints.index(i));
        }
        return joints;
    }

    Channel channel(int index) {
        return commands.channels().get(index);
    }

    /** Refuses an action that leaves channels as they are. */
    void requireAll(ConfigNode at) {
        if (!unset.isEmpty()) {
            throw at.error(" leaves out " + unset + ", which the device takes");
        }
    }
}
