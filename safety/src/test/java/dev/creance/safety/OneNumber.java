package dev.creance.safety;

import dev.creance.runtime.Cause;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.loop.OverrunReaction;
import dev.creance.safety.guards.GuardSource;
import dev.creance.safety.guards.TransitionModel;
import dev.creance.safety.guards.Walk;
import java.util.List;
import java.util.Map;

/** The least machine: one number is measured, one is commanded, and nothing moves. */
final class OneNumber implements MachineStages, FrameRules {
    static final Layout SENSORS = new Layout(List.of(new Channel("value", "1", -1, 1)));

    private static final ShieldTiming TIMING = new ShieldTiming(1_000_000, 1, 30_000_000, 50, OverrunReaction.STOP);

    private final Margins margins = new Margins(List.of(new Margins.Kind("room", "1", Cause.GEOFENCE, 0)), 0);
    private final CommandProjection projection;
    private boolean known;

    private OneNumber(CommandProjection projection) {
        this.projection = projection;
    }

    static ShieldPipeline pipeline() {
        return pipeline("{}");
    }

    /** @param yaml its section {@code shield} */
    static ShieldPipeline pipeline(String yaml) {
        return pipeline(yaml, GuardSource.NONE);
    }

    /** @param guards where its learned guards come from */
    static ShieldPipeline pipeline(String yaml, GuardSource guards) {
        CommandProjection projection = new CommandProjection(List.of(new CommandLimit(-1, 1, 100)), 1e-3);
        SettingsSection settings =
                new SettingsSection(ConfigFile.parse("robot.yaml", yaml), List.of(SharedSetting.values()), Map.of());
        return new ShieldPipeline(
                new ShieldPipeline.Parts(settings, 20_000_000, new OneNumber(projection), projection, guards),
                SENSORS,
                TIMING,
                stage -> {});
    }

    @Override
    public FrameRules frames() {
        return this;
    }

    @Override
    public TransitionModel transitions() {
        return new Walk();
    }

    @Override
    public Margins margins() {
        return margins;
    }

    @Override
    public void estimate(TickInputs in, boolean accepted, long sampledAtNs) {
        known |= accepted;
    }

    @Override
    public boolean isKnown() {
        return known;
    }

    @Override
    public void standing() {
        // it does nothing else
    }

    @Override
    public void watch(boolean stopping, double stepS) {
        // it never moves
    }

    @Override
    public boolean isLoose() {
        return false;
    }

    @Override
    public boolean canWait() {
        return true;
    }

    @Override
    public boolean hasComeToRest() {
        return false;
    }

    @Override
    public void idle(double[] out) {
        out[0] = 0;
    }

    @Override
    public void backup(BackupMode mode, double[] out) {
        out[0] = 0;
    }

    @Override
    public void release() {
        // it remembers nothing
    }

    @Override
    public void lastResort(double[] out) {
        out[0] = 0;
    }

    @Override
    public long project(double[] proposal, double[] last, double[] out) {
        return projection.project(proposal, last, out);
    }

    @Override
    public void predict(double[] command, Margins out) {
        out.lower(0, 1 - Math.abs(command[0]));
    }

    @Override
    public long armingBlockers() {
        return 0;
    }

    @Override
    public void sent(long nowNs, double[] command) {
        // it remembers nothing
    }

    @Override
    public int required() {
        return 1;
    }

    @Override
    public boolean isConsistent(double[] values) {
        return true;
    }

    @Override
    public boolean follows(double[] before, double[] after, double sinceS) {
        return true;
    }

    @Override
    public boolean repeats(double[] before, double[] after) {
        return false;
    }
}
