package dev.creance.policies.action;

import dev.creance.policies.signals.ValueProcess;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.runtime.config.ConfigNode;

/** The processed values are the commands: throttles, attitude and thrust, or the set point of another policy. */
final class ChannelDecoder implements Decoder {
    private final ValueProcess process;
    private final int[] index;
    private final double[] values;

    ChannelDecoder(ValueProcess process, int[] index) {
        this.process = process;
        this.index = index;
        this.values = new double[index.length];
    }

    /** Refuses operations that lead outside what a channel takes. */
    static void requireFits(ConfigNode at, ValueProcess process, int i, Channel channel) {
        double least = process.least(i);
        double greatest = process.greatest(i);
        double slack = 1e-9 * Math.max(1, Math.abs(greatest - least));
        if (Double.isFinite(greatest - least)
                && (least < channel.lower() - slack || greatest > channel.upper() + slack)) {
            throw at.child("process")
                    .error(" leads to " + least + " … " + greatest + ", outside " + channel.name() + " "
                            + channel.lower() + " … " + channel.upper())
                    .withHint("map an action a of −1 … 1 to 0 … 1 with [{clip: [-1, 1]}, {offset: 1}, {scale: 0.5}]");
        }
    }

    static void requireUnit(ConfigNode unit, Channel channel) {
        if (!unit.string().equals(channel.unit())) {
            throw unit.error("='" + unit.string() + "', but " + channel.name() + " is in '" + channel.unit() + "'");
        }
    }

    /** The channel of the device that a node names. */
    static int channel(ConfigNode node, Layout commands) {
        if (!commands.has(node.string())) {
            throw node.error("='" + node.string() + "' is no command channel").withHint(takes(commands));
        }
        return commands.indexOf(node.string());
    }

    static String takes(Layout commands) {
        return "the device takes "
                + commands.channels().stream().map(Channel::name).toList();
    }

    @Override
    @HotPath
    public void decode(double[] row, float[] action, int period, double[] commandOut) {
        System.arraycopy(row, 0, values, 0, values.length);
        process.apply(values);
        for (int i = 0; i < values.length; i++) {
            commandOut[index[i]] = values[i];
        }
    }

    @Override
    @HotPath
    public void encode(double[] executed, double[] rowOut) {
        for (int i = 0; i < index.length; i++) {
            rowOut[i] = process.inverse(i, executed[index[i]]);
        }
    }

    /** There are no joints to rest at: the action of zeros. */
    @Override
    @HotPath
    public void resting(Frame sensors, double[] rowOut) {
        for (int i = 0; i < index.length; i++) {
            rowOut[i] = 0;
        }
    }

    @Override
    @HotPath
    public void reset() {
        // it keeps nothing
    }
}
