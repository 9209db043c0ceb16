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
import dev.creance.safety.logic.Prediction;
import java.util.List;
import java.util.Map;

/** The least machine: one number is measured, one is commanded, and nothing moves but what it predicts. */
final class OneNumber implements MachineStages, FrameRules {
    static final Layout SENSORS = new Layout(List.of(new Channel("value", "1", -1, 1)));

    static final Layout COMMANDS = new Layout(List.of(new Channel("number", "1", -1, 1)));

    /** By so much it believes that a command of 1 raises the value in a tick. */
    static final double GAIN = 0.01;

    /** What a command may change by in a tick. */
    static final double SLEW = 0.1;

    private static final ShieldTiming TIMING = new ShieldTiming(1_000_000, 1, 30_000_000, 50, OverrunReaction.STOP);

    private final Margins margins = new Margins(List.of(new Margins.Kind("room", "1", Cause.GEOFENCE, 0)), 0);
    private final CommandProjection projection;
    private final Model model = new Model();
    private boolean known;
    private double value;
    private double sent;

    private OneNumber(CommandProjection projection) {
        this.projection = projection;
    }

    /** A model of the ticks to come that believes that commands move the value: the backup lets go of it. */
    final class Model implements Prediction {
        /** Thrown by it; null for none. */
        RuntimeException thrown;

        /** Added to what it says. */
        double error;

        private double ahead;
        private double last;

        @Override
        public boolean knows(int channel) {
            return true;
        }

        @Override
        public int stepTicks() {
            return 1;
        }

        @Override
        public double stepNs() {
            return 100;
        }

        @Override
        public void begin() {
            ahead = value;
            last = sent;
        }

        @Override
        public void apply(double[] action, double[] sampleOut) {
            last = action[0];
            say(sampleOut);
        }

        @Override
        public void follow(double[] sampleOut) {
            last = last > SLEW ? last - SLEW : last < -SLEW ? last + SLEW : 0;
            say(sampleOut);
        }

        private void say(double[] sampleOut) {
            if (thrown != null) {
                throw thrown;
            }
            ahead += GAIN * last;
            sampleOut[0] = ahead + error;
            sampleOut[1] = last;
        }
    }

    /** A pipeline around it, and what it predicts with. */
    record Predicted(ShieldPipeline pipeline, Model model) {}

    static ShieldPipeline pipeline() {
        return pipeline("{}");
    }

    /** @param yaml its section {@code shield} */
    static ShieldPipeline pipeline(String yaml) {
        return pipeline(yaml, GuardSource.NONE);
    }

    /** @param guards where its learned guards come from */
    static ShieldPipeline pipeline(String yaml, GuardSource guards) {
        return predicted(yaml, guards).pipeline;
    }

    static Predicted predicted(String yaml, GuardSource guards) {
        CommandProjection projection = new CommandProjection(List.of(new CommandLimit(-1, 1, 100)), 1e-3);
        SettingsSection settings =
                new SettingsSection(ConfigFile.parse("robot.yaml", yaml), List.of(SharedSetting.values()), Map.of());
        OneNumber machine = new OneNumber(projection);
        ShieldPipeline pipeline = new ShieldPipeline(
                new ShieldPipeline.Parts(settings, 20_000_000, machine, projection, guards),
                SENSORS,
                COMMANDS,
                TIMING,
                stage -> {});
        return new Predicted(pipeline, machine.model);
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
    public Prediction prediction(int sensors) {
        return model;
    }

    @Override
    public Margins margins() {
        return margins;
    }

    @Override
    public void estimate(TickInputs in, boolean accepted, long sampledAtNs) {
        known |= accepted;
        value = accepted ? in.sensors.values[0] : value;
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
        sent = command[0];
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
