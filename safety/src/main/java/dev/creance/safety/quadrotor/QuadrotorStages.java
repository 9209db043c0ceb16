package dev.creance.safety.quadrotor;

import dev.creance.runtime.Cause;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.TickInputs;
import dev.creance.safety.BackupMode;
import dev.creance.safety.CommandProjection;
import dev.creance.safety.FrameRules;
import dev.creance.safety.MachineStages;
import dev.creance.safety.Margins;
import dev.creance.safety.ShieldTiming;
import dev.creance.safety.guards.TransitionModel;
import dev.creance.safety.logic.Prediction;

/** The stages of a vehicle whose commands are throttles. It is loose while nothing but air holds it. */
final class QuadrotorStages implements MachineStages {
    /** As the estimator's. */
    private static final double TRANSITION_STEP_S = 1e-3;

    private final QuadrotorShieldSettings settings;
    private final Airframe airframe;
    private final CommandProjection projection;
    private final Continuity continuity;
    private final Margins margins;
    private final StateEstimator estimator;
    private final GroundWatch ground;
    private final BackupPilot pilot;
    private final BackupGains gains;
    private final Envelope envelope;
    private final double tickS;
    private final double[] sent = new double[Airframe.ROTORS];
    private final EnvelopeGuard guard;
    private final Posture posture;
    private long nowNs;
    private long standingNs;
    private long actsAtNs;

    QuadrotorStages(
            QuadrotorShieldSettings settings, Airframe airframe, CommandProjection projection, ShieldTiming timing) {
        this.settings = settings;
        this.airframe = airframe;
        this.projection = projection;
        gains = BackupGains.of(settings);
        tickS = timing.periodS();
        envelope = Envelope.of(settings);
        continuity = new Continuity(settings);
        margins = QuadrotorMargins.of(settings);
        estimator = new StateEstimator(airframe, settings);
        ground = new GroundWatch(airframe);
        pilot = new BackupPilot(airframe, gains, envelope, settings);
        guard = new EnvelopeGuard(
                new Certificate(
                        airframe, gains, envelope, projection, timing.periodS(), settings.value(QuadrotorSetting.HELD)),
                settings.floorM() + Insets.holdM(settings));
        posture = new Posture(envelope, settings);
    }

    @Override
    public FrameRules frames() {
        return continuity;
    }

    @Override
    public TransitionModel transitions() {
        return new FlightTransitions(estimator, new FlightModel(airframe, TRANSITION_STEP_S), settings, ground);
    }

    @Override
    public Prediction prediction(int sensors) {
        return new FlightPrediction(
                airframe,
                new FlightPrediction.Now(estimator.estimate(), ground, pilot, sent),
                new BackupPilot(airframe, gains, envelope, settings),
                projection,
                tickS,
                sensors);
    }

    @Override
    public Margins margins() {
        return margins;
    }

    @Override
    @HotPath
    public void estimate(TickInputs in, boolean accepted, long sampledAtNs) {
        estimator.update(in, accepted, sampledAtNs, ground.isAirborne());
        nowNs = in.nowNs;
        actsAtNs = nowNs + Math.max(0, in.device.roundTripNs) / 2;
        estimator.estimate().clockS = (actsAtNs - standingNs) * 1e-9;
    }

    @Override
    public boolean isKnown() {
        return estimator.estimate().known;
    }

    @Override
    @HotPath
    public void standing() {
        ground.standing(estimator.estimate());
        // The last of these is the tick that arms, with which the reference begins.
        standingNs = nowNs;
        estimator.estimate().clockS = (actsAtNs - standingNs) * 1e-9;
    }

    @Override
    @HotPath
    public void watch(boolean stopping, double stepS) {
        ground.update(estimator.estimate(), stopping, stepS);
    }

    @Override
    public boolean isContradictory() {
        return ground.isAirborne() && estimator.isGyroWrong();
    }

    @Override
    public boolean isLoose() {
        return ground.isAirborne();
    }

    /** On the ground. */
    @Override
    public boolean canWait() {
        return !ground.isAirborne();
    }

    @Override
    public boolean hasComeToRest() {
        return ground.hasTouchedDown();
    }

    @Override
    @HotPath
    public void idle(double[] out) {
        for (int i = 0; i < Airframe.ROTORS; i++) {
            out[i] = projection.least(i);
        }
    }

    @Override
    @HotPath
    public void backup(BackupMode mode, double[] out) {
        pilot.command(mode, estimator.estimate(), out);
    }

    @Override
    @HotPath
    public void release() {
        pilot.release();
    }

    /** Towards hovering throttle in the air, towards the least on the ground. */
    @Override
    @HotPath
    public void lastResort(double[] out) {
        for (int i = 0; i < Airframe.ROTORS; i++) {
            out[i] = ground.isAirborne() ? airframe.hoverState(i) : projection.least(i);
        }
    }

    /** Box and slew alone: what else there is to keep is kept by the backup. */
    @Override
    @HotPath
    public long project(double[] proposal, double[] last, double[] out) {
        return projection.project(proposal, last, out);
    }

    @Override
    @HotPath
    public void predict(double[] command, Margins out) {
        guard.predict(estimator.estimate(), ground, command, out);
    }

    @Override
    @HotPath
    public long armingBlockers() {
        return estimator.estimate().known ? posture.blockers(estimator.estimate().state) : Cause.SENSOR_STALE.bit();
    }

    @Override
    @HotPath
    public void sent(long nowNs, double[] command) {
        estimator.sent(nowNs, command);
        System.arraycopy(command, 0, sent, 0, sent.length);
    }
}
