package dev.creance.safety.quadrotor;

import dev.creance.runtime.HotPath;
import dev.creance.safety.BackupMode;

/**
 * Stage 2: what the backup would do in this tick, computed before the proposal is looked at. It chooses the goal for
 * {@link BackupController}:
 *
 * <pre>
 * IDLE   on the ground: rotors at the least throttle
 * HOLD   brakes to a standstill, then holds the point where it stopped, moved inside fence and altitude band, away from obstacles
 * STOP   descends: the same horizontally; down at a fixed rate, beside spheres only where it has stopped clear of them
 * BLIND  no recent position: upright, no vertical motion, on what the model predicts
 * </pre>
 */
@HotPath
final class BackupPilot {
    /** Slower than this it has stopped, and the hold point is where it would come to rest. */
    private static final double STOPPED_M_PER_S = 0.15;

    /** It holds a point no better than this. */
    private static final double HELD_M = 0.05;

    private final Airframe airframe;
    private final Envelope envelope;
    private final BackupController controller;
    private final double velocityPerS;
    private final double descentMPerS;
    private final double insetM;
    private final HoldPoint holdPoint;
    private final BackupGoal goal = new BackupGoal();
    private boolean landing;

    BackupPilot(Airframe airframe, BackupGains gains, Envelope envelope, QuadrotorShieldSettings settings) {
        this.airframe = airframe;
        this.envelope = envelope;
        this.controller = new BackupController(airframe, gains);
        this.velocityPerS = gains.velocityPerS();
        this.descentMPerS = settings.value(QuadrotorSetting.DESCENT_RATE);
        // Holding must leave the margin at which the policy may return, or it never could.
        this.insetM = Insets.holdM(settings);
        this.holdPoint = new HoldPoint(envelope, insetM);
    }

    /** Someone else flies: the next takeover starts with braking. */
    void release() {
        goal.brake();
    }

    /** Takes up what another one is about. */
    void goOnFrom(BackupPilot other) {
        goal.copyFrom(other.goal);
        landing = other.landing;
    }

    /**
     * Computes the backup's command.
     *
     * @param throttleOut within the command limits
     */
    void command(BackupMode mode, StateEstimate estimate, double[] throttleOut) {
        if (mode == BackupMode.IDLE) {
            for (int i = 0; i < Airframe.ROTORS; i++) {
                throttleOut[i] = airframe.throttleMin;
            }
            return;
        }
        goal.levelOnly = mode == BackupMode.BLIND;
        goal.climbMPerS = 0;
        if (mode == BackupMode.BLIND) {
            goal.holdHorizontal = false;
            goal.holdVertical = false;
        } else {
            if (landing != (mode == BackupMode.STOP)) {
                landing = mode == BackupMode.STOP;
                goal.holdHorizontal &= !envelope.obstacles().hasSpheres();
            }
            holdWhereStopped(estimate.state, estimate.clockS);
        }
        if (mode == BackupMode.STOP && mayDescend(estimate.state, estimate.clockS)) {
            goal.holdVertical = false;
            goal.climbMPerS = -descentMPerS;
        }
        controller.command(estimate.state, goal, throttleOut);
    }

    private boolean mayDescend(VehicleState s, double timeS) {
        Obstacles obstacles = envelope.obstacles();
        return !obstacles.hasSpheres()
                || (goal.holdHorizontal && !obstacles.blockDescent(timeS, s.px, s.py, s.pz, insetM - HELD_M));
    }

    private void holdWhereStopped(VehicleState s, double timeS) {
        if (!goal.holdHorizontal && s.horizontalSpeedMPerS() < STOPPED_M_PER_S) {
            goal.holdXM = s.px + s.vx / velocityPerS;
            goal.holdYM = s.py + s.vy / velocityPerS;
            holdPoint.clear(timeS, s.pz, landing, goal);
            goal.holdHorizontal = true;
        }
        if (!goal.holdVertical && Math.abs(s.vz) < STOPPED_M_PER_S) {
            double z = s.pz + s.vz / velocityPerS;
            // Where something is above or below, it stays where it has stopped.
            goal.holdZM = envelope.obstacles().blockClimb(timeS, s.px, s.py, insetM)
                    ? z
                    : Math.max(envelope.floorM() + insetM, Math.min(envelope.ceilingM() - insetM, z));
            goal.holdVertical = true;
        }
    }
}
