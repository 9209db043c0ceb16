package dev.creance.policies.observation;

import dev.creance.policies.manifest.JointOrder;
import dev.creance.policies.manifest.JointTable;
import dev.creance.policies.manifest.Term;
import dev.creance.policies.observation.Observer.Along;
import dev.creance.policies.signals.Channels;
import dev.creance.policies.signals.JointChannels;
import dev.creance.policies.signals.JointQuantity;
import dev.creance.policies.signals.Selection;
import dev.creance.runtime.Layout;
import dev.creance.runtime.config.ConfigNode;
import java.util.List;

/** What may come along with an observation without being shown to a network. */
public final class Sources {
    private Sources() {}

    /** Channels as they are. @param at what needs them */
    public static Along channels(ConfigNode at, List<String> names, Channels from) {
        return new Along(new ChannelSource(Selection.named(at, names, from), null), names.size());
    }

    /** What joints do, as the policy counts. */
    public static Along joints(
            ConfigNode at, JointTable table, JointOrder order, Term.Quantity quantity, Layout sensors) {
        JointChannels channels = JointChannels.of(at, table, order, JointQuantity.of(quantity), sensors);
        return new Along(JointSource.from(channels, new double[order.size()]), order.size());
    }
}
