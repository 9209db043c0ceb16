package dev.creance.safety;

import dev.creance.runtime.HotPath;
import dev.creance.runtime.TickInputs;
import dev.creance.safety.guards.TransitionModel;
import dev.creance.safety.logic.Prediction;

/**
 * Those stages of the shield that know the machine, one implementation for each class of it. {@link ShieldPipeline} calls them in
 * this order in each tick; an implementation may throw anywhere but in {@link #idle} and {@link #lastResort}.
 *
 * <p>Two words stand for what differs most: a machine is <i>loose</i> while it can move by itself or by what was commanded (a
 * vehicle in the air, a drive under current), and has <i>come to rest</i> when it was told to stop and stands, so that its
 * actuators may be switched off.
 */
public interface MachineStages {
    /** Stage 1a. */
    FrameRules frames();

    /** A new model of how the machine's frames follow each other, for guards. */
    TransitionModel transitions();

    /**
     * A new model of the ticks to come, for rules: from where the machine will be when this tick's command acts.
     *
     * @param sensors how many channels of a sample are its frame; those of the command follow, and are always known
     */
    Prediction prediction(int sensors);

    /** The margins that {@link #predict} writes. */
    Margins margins();

    /**
     * Stage 1b: brings the state to the time at which this tick's command acts.
     *
     * @param accepted whether this tick's frame is to be believed
     * @param sampledAtNs when the newest believed sample was taken, on our clock
     */
    @HotPath
    void estimate(TickInputs in, boolean accepted, long sampledAtNs);

    /** Whether there has been a believed frame at all. */
    boolean isKnown();

    /** Stage 1c, before the machine is armed: it stands, here. */
    @HotPath
    void standing();

    /**
     * Stage 1c, while the machine is armed and sensors are good.
     *
     * @param stopping whether the backup brings it to rest
     */
    @HotPath
    void watch(boolean stopping, double stepS);

    /** Whether sensors that show the same contradict each other; the machine's own stages go on with what agrees with the rest. */
    default boolean isContradictory() {
        return false;
    }

    boolean isLoose();

    /** Whether it may be left to the backup until the policy's first action comes. */
    boolean canWait();

    /** Latched until the next {@link #standing}. */
    boolean hasComeToRest();

    /** The command of actuators that shall do nothing; inside the command limits. */
    @HotPath
    void idle(double[] out);

    /** Stage 2: what the backup would do in this tick, before the proposal is looked at. */
    @HotPath
    void backup(BackupMode mode, double[] out);

    /** Someone else is in charge: the next takeover starts anew. */
    @HotPath
    void release();

    /** What is left where the backup itself has failed. */
    @HotPath
    void lastResort(double[] out);

    /**
     * Stage 8, for the policy: the nearest command that is admissible now, and after which the backup still keeps all limits, in one
     * step; where there is none, any command inside the command limits.
     *
     * @param proposal finite
     * @param last the last emitted command
     * @param out what {@link CommandProjection} would leave as it is; for a proposal that is admissible, that proposal
     * @return mask of the causes that changed it
     */
    @HotPath
    long project(double[] proposal, double[] last, double[] out);

    /** Stage 6: the margins of all limits, should this command be executed and the backup follow. */
    @HotPath
    void predict(double[] command, Margins out);

    /** Whatever forbids arming such a machine, as a mask of causes. */
    @HotPath
    long armingBlockers();

    /** Told what was emitted, last in a tick. */
    @HotPath
    void sent(long nowNs, double[] command);
}
