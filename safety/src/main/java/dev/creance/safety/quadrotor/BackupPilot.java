package dev.creance.safety.quadrotor;

import dev.creance.runtime.HotPath;
import dev.creance.safety.BackupMode;

/**
 * Stage 2: what the backup would do in this tick, computed before the proposal is looked at. It chooses the goal for
 * {@link BackupController}:
 *
 * <pre>
 * IDLE   on the ground: rotors at the least throttle
 * HOLD   brakes to a standstill, then holds the point where it stopped, moved inside fence and altitude band
 * STOP   descends: the same horizontally; down at a fixed rate
 * BLIND  no recent position: upright, no vertical motion, on what the model predicts
 * </pre>
 */
@HotPath
final class BackupPilot {
    /** Slower than this it has stopped, and the hold point is where it would come to rest. */
    private static final double STOPPED_M_PER_S = 0.15;

    private final Airframe airframe;
    private final Envelope envelope;
    private final BackupController controller;
    private final double velocityPerS;
    private final double descentMPerS;
    private final double insetM;
    private final BackupGoal goal = new BackupGoal();

    BackupPilot(Airframe airframe, BackupGains gains, Envelope envelope, QuadrotorShieldSettings settings) {
        this.airframe = airframe;
        this.envelope = envelope;
        this.controller = new BackupController(airframe, gains);
        this.velocityPerS = gains.velocityPerS();
        this.descentMPerS = settings.value(QuadrotorSetting.DESCENT_RATE);
        // Holding must leave the margin at which the policy may return, or it never could.
        this.insetM = Insets.holdM(settings);
    }

    /** Someone else flies: the next takeover starts with braking. */
    void release() {
        goal.brake();
    }

    /**
     * Computes the backup's command.
     *
     * @param throttleOut within the command limits
     */
    void command(BackupMode mode, VehicleState s, double[] throttleOut) {
        if (mode == BackupMode.IDLE) {
            for (int i = 0; i < Airframe.ROTORS; i++) {
                throttleOut[i] = airframe.throttleMin;
            }
            return;
        }
        goal.levelOnly = mode == BackupMode.BLIND;
        goal.climbMPerS = mode == BackupMode.STOP ? -descentMPerS : 0;
        if (mode == BackupMode.BLIND) {
            goal.holdHorizontal = false;
            goal.holdVertical = false;
        } else {
            holdWhereStopped(s);
        }
        if (mode == BackupMode.STOP) {
            goal.holdVertical = false;
        }
        controller.command(s, goal, throttleOut);
    }

    private void holdWhereStopped(VehicleState s) {
        if (!goal.holdHorizontal && s.horizontalSpeedMPerS() < STOPPED_M_PER_S) {
            goal.holdXM = s.px + s.vx / velocityPerS;
            goal.holdYM = s.py + s.vy / velocityPerS;
            envelope.fence().inset(insetM, goal);
            goal.holdHorizontal = true;
        }
        if (!goal.holdVertical && Math.abs(s.vz) < STOPPED_M_PER_S) {
            double z = s.pz + s.vz / velocityPerS;
            goal.holdZM = Math.max(envelope.floorM() + insetM, Math.min(envelope.ceilingM() - insetM, z));
            goal.holdVertical = true;
        }
    }
}
