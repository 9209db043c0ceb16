package dev.creance.safety.drive;

import static dev.creance.dynamics.drive.DriveChannels.CURRENT;

import dev.creance.runtime.HotPath;
import dev.creance.safety.CommandProjection;
import dev.creance.safety.logic.Prediction;

/**
 * The currents under a duty for a tick and then under the backup, as {@link DriveCertificate} follows them, at the speed and the supply
 * of now. How the speed goes hangs on a load that nobody knows, and temperatures on the air: they are not known.
 */
@HotPath
final class CurrentPrediction implements Prediction {
    private static final double STEP_NS = 25;

    private final DriveState state;
    private final double[] sent;
    private final CurrentModel model;
    private final BackupCurrents backup;
    private final CommandProjection projection;
    private final double most;
    private final double tickS;
    private final int sensors;
    private final double[] last = new double[2];
    private double directA;
    private double quadratureA;

    /**
     * @param sent the last emitted duty
     * @param model which has taken up this tick's speed
     * @param most greatest length of the duty's vector
     */
    CurrentPrediction(
            DriveState state,
            double[] sent,
            CurrentModel model,
            BackupCurrents backup,
            CommandProjection projection,
            double most,
            int sensors) {
        this.state = state;
        this.sent = sent;
        this.model = model;
        this.backup = backup;
        this.projection = projection;
        this.most = most;
        this.sensors = sensors;
        tickS = model.stepS() * model.stepsPerTick();
    }

    @Override
    public boolean knows(int channel) {
        return channel == CURRENT || channel == CURRENT + 1 || channel >= sensors;
    }

    @Override
    public int stepTicks() {
        return 1;
    }

    @Override
    public double stepNs() {
        return STEP_NS * (1 + model.stepsPerTick());
    }

    @Override
    public void begin() {
        directA = state.directA;
        quadratureA = state.quadratureA;
        last[0] = sent[0];
        last[1] = sent[1];
    }

    @Override
    public void apply(double[] action, double[] sampleOut) {
        double halfV = state.supplyV / 2;
        for (int i = 0; i < model.stepsPerTick(); i++) {
            model.advance(directA, quadratureA, action[0] * halfV, action[1] * halfV);
            directA = model.nextDirectA;
            quadratureA = model.nextQuadratureA;
        }
        last[0] = action[0];
        last[1] = action[1];
        sampleOut[CURRENT] = directA;
        sampleOut[CURRENT + 1] = quadratureA;
        sampleOut[sensors] = action[0];
        sampleOut[sensors + 1] = action[1];
    }

    @Override
    public void follow(double[] sampleOut) {
        backup.choose(state.speedRadPerS, state.supplyV, false);
        backup.duty(directA, quadratureA, state.supplyV, most);
        projection.limitSlew(last, tickS, backup.dutyOut);
        apply(backup.dutyOut, sampleOut);
    }
}
