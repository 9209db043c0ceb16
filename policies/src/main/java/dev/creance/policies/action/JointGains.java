package dev.creance.policies.action;

import dev.creance.policies.manifest.Action.GainSource;
import dev.creance.policies.manifest.Action.JointCommand;
import dev.creance.policies.manifest.Gains;
import dev.creance.policies.signals.JointChannels;
import dev.creance.runtime.HotPath;
import java.util.Optional;

/** Gains of some joints' position loop: the manifest's table, or what the network returns with each action. */
final class JointGains {
    private final JointChannels kpChannels;
    private final JointChannels kdChannels;
    private final double[] kp;
    private final double[] kd;
    private final boolean returned;
    private final int kpAt;
    private final int kdAt;

    /**
     * @param kpChannels null where the device takes no gains; so is {@code kdChannels}
     * @param table the manifest's; empty where it has none
     */
    JointGains(
            JointCommand command,
            JointChannels kpChannels,
            JointChannels kdChannels,
            Optional<Gains> table,
            ActionLayout layout,
            int from) {
        this.kpChannels = kpChannels;
        this.kdChannels = kdChannels;
        GainSource source = command.gains().orElse(null);
        boolean tabled = source instanceof GainSource.Table;
        int size = command.order().size();
        this.kp = tabled ? table.orElseThrow().kp().in(command.order()) : new double[size];
        this.kd = tabled ? table.orElseThrow().kd().in(command.order()) : new double[size];
        this.returned = source instanceof GainSource.Outputs;
        this.kpAt = layout.kpAt() + from;
        this.kdAt = layout.kdAt() + from;
    }

    @HotPath
    double kp(int i, float[] action) {
        return returned ? action[kpAt + i] : kp[i];
    }

    @HotPath
    double kd(int i, float[] action) {
        return returned ? action[kdAt + i] : kd[i];
    }

    @HotPath
    void put(float[] action, double[] commandOut) {
        if (kpChannels != null) {
            for (int i = 0; i < kp.length; i++) {
                kpChannels.put(i, kp(i, action), commandOut);
                kdChannels.put(i, kd(i, action), commandOut);
            }
        }
    }
}
