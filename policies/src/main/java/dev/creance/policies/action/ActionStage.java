package dev.creance.policies.action;

import dev.creance.policies.manifest.Action;
import dev.creance.policies.manifest.Rates;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPath;

/**
 * From what an inference returned to commands in SI units, in every tick: which action is for now ({@link Rows}), what it means
 * ({@link Decoder}), and what lies between two commands ({@link Between}).
 */
public final class ActionStage {
    private final ActionLayout layout;
    private final Rows rows;
    private final Decoder decoder;
    private final Between between;
    private final double[] row;

    public ActionStage(Actuation actuation) {
        Action action = actuation.manifest().action();
        this.layout = ActionLayout.of(actuation.manifest());
        this.rows = rows(action, layout);
        this.decoder = Decoders.of(actuation, layout);
        this.between = between(action.common().between(), actuation);
        this.row = new double[layout.values()];
    }

    private static Rows rows(Action action, ActionLayout layout) {
        if (action.common().chunk().isEmpty()) {
            return new NewestAction(layout);
        }
        Action.Chunk chunk = action.common().chunk().get();
        return switch (chunk.blend()) {
            case "temporal_ensemble" -> new TemporalEnsemble(layout, chunk.decay());
            case "real_time" -> new RealTimeChunks(layout, chunk.execute());
            default -> new ChunkRows(layout);
        };
    }

    private static Between between(Action.Between between, Actuation actuation) {
        int size = actuation.commands().size();
        if (between.lowPassHz().isPresent()) {
            return new LowPass(between.lowPassHz().getAsDouble(), 1 / actuation.loopRateHz(), size);
        }
        return between.linear() ? new Ramp(ticksPerPeriod(actuation), size) : new Hold();
    }

    private static int ticksPerPeriod(Actuation actuation) {
        Rates rates = actuation.manifest().rates();
        double ticks = actuation.loopRateHz() / rates.nativeHz();
        if (Math.abs(ticks - Math.rint(ticks)) > 1e-6) {
            throw rates.at()
                    .child("native")
                    .error("=" + rates.nativeHz() + " Hz does not divide the loop's rate, " + actuation.loopRateHz()
                            + " Hz, over which commands go in equal steps");
        }
        return (int) Math.rint(ticks);
    }

    /** What stands where in an action. */
    public ActionLayout layout() {
        return layout;
    }

    /** @param now the number of the present native period */
    @HotPath
    public void command(float[] action, int now, double[] commandOut) {
        int period = rows.row(action, now, row);
        decoder.decode(row, action, period, commandOut);
        between.apply(commandOut);
    }

    /** The policy's own action for the present native period. */
    @HotPath
    public void returned(float[] action, int now, double[] rowOut) {
        rows.row(action, now, rowOut);
    }

    /** The action that leads to what was executed. */
    @HotPath
    public void executed(double[] command, double[] rowOut) {
        decoder.encode(command, rowOut);
    }

    /** The action that leads to where the joints are. */
    @HotPath
    public void resting(Frame sensors, double[] rowOut) {
        decoder.resting(sensors, rowOut);
    }

    @HotPath
    public void reset() {
        rows.reset();
        decoder.reset();
        between.reset();
    }
}
