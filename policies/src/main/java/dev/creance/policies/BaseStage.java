package dev.creance.policies;

import dev.creance.policies.manifest.Base;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Policy;
import dev.creance.runtime.PolicyStatus;
import java.util.List;
import java.util.Map;

/**
 * The policy or controller that another policy's action goes on top of (Johannink et al. 2019, Residual Reinforcement Learning for
 * Robot Control): it observes, infers and commands as it does alone, and sees what was executed. Its observation and its action
 * travel behind those of the policy on top, so that both are recorded.
 */
final class BaseStage {
    private final Policy base;
    private final double low;
    private final double high;
    // of the tick
    private final float[] observed;
    private final float[] newest;
    private final double[] command;
    // of the inference
    private final float[] observation;
    private final float[] action;

    BaseStage(Base manifest, Policy base, Layout commands) {
        this.base = base;
        this.low = manifest.low();
        this.high = manifest.high();
        for (Channel channel : commands.channels()) {
            if (Double.isFinite(low) && (low < channel.lower() || high > channel.upper())) {
                throw manifest.at()
                        .child("clip")
                        .error(" leads outside " + channel.name() + " " + channel.lower() + " … " + channel.upper());
            }
        }
        this.observed = new float[base.observationSize()];
        this.newest = new float[base.actionSize()];
        this.command = new double[commands.size()];
        this.observation = new float[base.observationSize()];
        this.action = new float[base.actionSize()];
    }

    /** Whether the same observations give the same bits on every processor; a controller computes in Java alone. */
    boolean portable() {
        return !(base instanceof ManifestPolicy policy) || policy.portable();
    }

    /** Why its newest inference that failed did; empty where none has. */
    String failure() {
        return base instanceof ManifestPolicy policy ? policy.failure() : "";
    }

    /** What can be asked of it. */
    List<SetpointRange> setpoints() {
        return base instanceof ManifestPolicy policy ? policy.setpoints() : List.of();
    }

    /** Where in its action its ratings stand. */
    Map<String, Integer> ratingPlaces() {
        return base instanceof ManifestPolicy policy ? policy.ratingPlaces() : Map.of();
    }

    int observationSize() {
        return observed.length;
    }

    int actionSize() {
        return newest.length;
    }

    @HotPath
    void observe(Frame sensors, Frame reference, float[] observationOut, int at) {
        base.observe(sensors, reference, observed);
        System.arraycopy(observed, 0, observationOut, at, observed.length);
    }

    PolicyStatus infer(float[] whole, int at, float[] actionOut, int actionAt) {
        System.arraycopy(whole, at, observation, 0, observation.length);
        PolicyStatus status = base.infer(observation, action);
        System.arraycopy(action, 0, actionOut, actionAt, action.length);
        return status;
    }

    /** Adds the base's command and clips the sum. NaN passes through, so that the shield sees it. */
    @HotPath
    void addTo(double[] commandInOut, float[] newestOfAll, int at) {
        System.arraycopy(newestOfAll, at, newest, 0, newest.length);
        base.command(newest, command);
        for (int i = 0; i < command.length; i++) {
            double sum = command[i] + commandInOut[i];
            commandInOut[i] = sum < low ? low : sum > high ? high : sum;
        }
    }

    /** Tells the base what was executed, and writes what of that came on top of its newest command. */
    @HotPath
    void acted(double[] executed, float[] newestOfAll, int at, double[] onTopOut) {
        System.arraycopy(newestOfAll, at, newest, 0, newest.length);
        base.acted(newest, executed);
        for (int i = 0; i < command.length; i++) {
            onTopOut[i] = Double.isFinite(command[i]) ? executed[i] - command[i] : 0;
        }
    }

    @HotPath
    void reset() {
        base.reset();
    }

    void close() {
        base.close();
    }
}
