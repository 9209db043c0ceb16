package dev.creance.policies;

import dev.creance.policies.action.ActionLayout;
import dev.creance.policies.action.ActionStage;
import dev.creance.policies.manifest.Manifest;
import dev.creance.policies.observation.Observer;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.config.ConfigNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A policy as its manifest describes it, in three stages: an {@link Observer} makes the observation in the tick, an {@link
 * InferenceStage} answers it on whatever thread the policy runs, an {@link ActionStage} makes commands of the answer in every
 * tick. Nothing but the observation and the action passes between them.
 *
 * <p>Asked at its native rate, it does what the training environment did. Asked faster, recurrent state moves on once in a native
 * period (calls between work on a copy) and each slot of a history belongs to one native period. The first period starts with
 * the first observation after {@link #reset}; slots count observations, the state counts inferences that succeeded.
 *
 * <p>A sensor channel that is flagged invalid enters the observation as NaN, and an observation that is not finite is answered
 * with {@link PolicyStatus#NON_FINITE} without asking the network: ONNX Runtime's GRU turns NaN into a plausible action.
 */
public final class ManifestPolicy implements FlownPolicy {
    private final Manifest manifest;
    private final Observer observer;
    private final InferenceStage inference;
    private final ActionStage action;
    private final BaseStage base;
    private final int callsPerPeriod;

    private final double[] returned;
    private final double[] executedAction;
    private final double[] onTop;
    private int callsInPeriod;

    /** @param base what its commands are added to; empty where they stand alone */
    ManifestPolicy(
            Manifest manifest,
            Networks networks,
            Optional<BaseStage> base,
            PolicyFiles files,
            PolicyEnvironment environment) {
        this.manifest = manifest;
        this.base = base.orElse(null);
        this.callsPerPeriod = NativeRate.callsPerPeriod(manifest.rates(), environment);
        NativeRate.requireLoop(manifest.rates(), environment);
        PolicyStages stages = PolicyStages.of(manifest, files::read, environment, callsPerPeriod);
        this.observer = stages.observer();
        this.action = stages.action();
        this.inference = new InferenceStage(manifest, networks, observer, action.layout(), stages.anchorsAt());
        this.returned = new double[action.layout().values()];
        this.executedAction = new double[action.layout().values()];
        this.onTop = new double[environment.commands().size()];
    }

    @Override
    public String name() {
        return manifest.name();
    }

    /** Its name and, where that was not asked for, what computes it and why. */
    @Override
    public String title() {
        return name() + (engineChoice().isEmpty() ? "" : " (" + engine() + ": " + engineChoice() + ")");
    }

    /** SHA-256 of the first network's file. */
    @Override
    public String sha256() {
        return manifest.models().getFirst().file().sha256();
    }

    /** Name and version of what computes it. */
    @Override
    public String engine() {
        return inference.networks().engine();
    }

    /** Why that computes it; empty where it was asked for. */
    @Override
    public String engineChoice() {
        return inference.networks().why();
    }

    /** Whether the same observations give the same bits on every processor. */
    @Override
    public boolean portable() {
        return inference.networks().portable() && (base == null || base.portable());
    }

    /** What a person wants to know about it. */
    public ManifestSummary summary() {
        return ManifestSummary.of(manifest);
    }

    /** Names of what the networks say about an action; they stand in it from {@link ActionLayout#ratingsAt} on. */
    public List<String> ratings() {
        return manifest.ratings();
    }

    /**
     * Where in an action stands what networks say about it, by the names of {@link #ratings}; behind them those of what it goes on
     * top of, as {@code base.NAME}.
     */
    @Override
    public Map<String, Integer> ratingPlaces() {
        Map<String, Integer> places = new LinkedHashMap<>();
        for (String rating : ratings()) {
            places.put(rating, action.layout().ratingsAt() + places.size());
        }
        if (base != null) {
            base.ratingPlaces()
                    .forEach((rating, at) ->
                            places.put("base." + rating, action.layout().size() + at));
        }
        return places;
    }

    /** What can be asked of it, and what of that it takes. */
    @Override
    public List<SetpointRange> setpoints() {
        return SetpointRange.of(manifest, base == null ? List.of() : base.setpoints());
    }

    /** What stands where in an action. */
    public ActionLayout actionLayout() {
        return action.layout();
    }

    /** A number by which logs know it: {@link PolicyOutline#identity}. */
    @Override
    public long identity() {
        return PolicyOutline.of(manifest).identity();
    }

    /** Greatest age of an action, from its observation on, ns. */
    public long deadlineNs() {
        return Math.round(manifest.rates().deadlineS() * 1e9);
    }

    /** Whether it goes on top of nothing. */
    public boolean standsAlone() {
        return base == null;
    }

    /** All that its manifest says. */
    ConfigNode manifest() {
        return manifest.at();
    }

    /** The rate it was trained at, Hz. */
    public double nativeRateHz() {
        return manifest.rates().nativeHz();
    }

    /** Why the newest inference that {@link PolicyStatus#FAILED} failed; empty where none has. */
    @Override
    public String failure() {
        return base == null || !inference.failure().isEmpty() ? inference.failure() : base.failure();
    }

    @Override
    public int observationSize() {
        return observer.size() + (base == null ? 0 : base.observationSize());
    }

    @Override
    public int actionSize() {
        return action.layout().size() + (base == null ? 0 : base.actionSize());
    }

    @Override
    @HotPath
    public void observe(Frame sensors, Frame reference, float[] observationOut) {
        if (observer.isFresh()) {
            action.resting(sensors, executedAction);
            observer.startWith(executedAction);
        }
        observer.observe(sensors, reference, observationOut);
        if (base != null) {
            base.observe(sensors, reference, observationOut, observer.size());
        }
    }

    @Override
    public PolicyStatus infer(float[] observation, float[] actionOut) {
        PolicyStatus status = inference.infer(observation, actionOut);
        if (status == PolicyStatus.OK && base != null) {
            status = base.infer(
                    observation, observer.size(), actionOut, action.layout().size());
            if (status != PolicyStatus.OK) {
                Arrays.fill(actionOut, Float.NaN);
            }
        }
        if (status == PolicyStatus.OK) {
            inference.commit(callsInPeriod == 0);
            callsInPeriod = (callsInPeriod + 1) % callsPerPeriod;
        }
        return status;
    }

    @Override
    @HotPath
    public void command(float[] newest, double[] commandOut) {
        if (base == null) {
            action.command(newest, observer.period(), commandOut);
            return;
        }
        Arrays.fill(commandOut, 0);
        action.command(newest, observer.period(), commandOut);
        base.addTo(commandOut, newest, action.layout().size());
    }

    @Override
    @HotPath
    public void acted(float[] newest, double[] executed) {
        if (base == null) {
            action.executed(executed, executedAction);
        } else {
            base.acted(executed, newest, action.layout().size(), onTop);
            action.executed(onTop, executedAction);
        }
        action.returned(newest, observer.period(), returned);
        boolean finite = true;
        for (int i = 0; i < returned.length; i++) {
            finite &= Double.isFinite(returned[i]);
        }
        // An action that is not finite was never flown and would poison every observation after it.
        observer.acted(finite ? returned : executedAction, executedAction);
    }

    @Override
    @HotPath
    public void reset() {
        observer.reset();
        inference.reset();
        action.reset();
        if (base != null) {
            base.reset();
        }
        callsInPeriod = 0;
    }

    /**
     * Fills the action history as if this command had been executed for ever, where the manifest's start is not what the
     * machine did: the reference simulators start with the action that keeps the initial rotor speeds.
     */
    public void fillHistory(double[] command) {
        action.executed(command, executedAction);
        observer.fill(executedAction);
    }

    @Override
    public void close() {
        inference.networks().close();
        if (base != null) {
            base.close();
        }
    }
}
