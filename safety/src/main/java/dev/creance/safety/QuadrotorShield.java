package dev.creance.safety;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.runtime.Cause;
import dev.creance.runtime.Channel;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Shield;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.Source;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.runtime.Verdict;
import java.util.List;

/**
 * The shield of a quadrotor whose commands are motor throttles. What a stage does stands with the stage; here is only their
 * order, and what follows where one of them throws: never the proposal, always the backup.
 *
 * <pre>{@code
 * ShieldSettings settings = ShieldSettings.from(root.child("shield"));
 * Shield shield = QuadrotorShield.create(settings, parameters, sensors, commands, timing);
 * shield.decide(in, out);
 * }</pre>
 */
public final class QuadrotorShield implements Shield {
    private final Stage.Probe probe;
    private final long sensorAgeNs;
    private final double sensorAgeS;
    private final double policyDeadlineS;

    private final Stages stages;
    private final BackupPilot pilot;
    private final ProposalGuard proposals;
    private final EnvelopeGuard guard;
    private final SimplexLatch latch;
    private final FaultMonitor faults;
    private final ArmingChecks arming;
    private final FailsafeMachine machine = new FailsafeMachine();
    private final Emission emission;

    private final Conditions conditions = new Conditions();
    private final Margins margins = new Margins();
    private final double[] backup = new double[Airframe.ROTORS];
    private final double[] candidate = new double[Airframe.ROTORS];
    private long candidateCauses;
    private boolean threwLate;
    private long sensedNs;
    private long sequence;

    QuadrotorShield(
            ShieldSettings settings, Airframe airframe, Layout sensors, ShieldTiming timing, Stage.Probe probe) {
        this.probe = probe;
        sensorAgeNs = settings.sensorAgeNs();
        sensorAgeS = sensorAgeNs * 1e-9;
        policyDeadlineS = timing.policyDeadlineNs() * 1e-9;
        BackupGains gains = BackupGains.of(settings);
        Envelope envelope = Envelope.of(settings);
        CommandProjection projection = new CommandProjection(
                settings.motorMin(), settings.motorMax(), settings.motorSlewPerS(), timing.periodS());
        stages = new Stages(
                new ClockGuard(settings),
                new SenseGuard(sensors, settings),
                new StateEstimator(airframe, settings),
                new GroundWatch(airframe));
        pilot = new BackupPilot(airframe, gains, envelope, settings);
        proposals = new ProposalGuard(timing, settings);
        guard = new EnvelopeGuard(
                new Certificate(airframe, gains, envelope, projection, timing.periodS()),
                settings.floorM() + Insets.holdM(settings));
        latch = new SimplexLatch(settings);
        faults = new FaultMonitor(timing, settings);
        arming = new ArmingChecks(timing, envelope, settings);
        emission = new Emission(airframe, projection);
    }

    /**
     * Builds the shield for a vehicle.
     *
     * @throws dev.creance.runtime.config.ConfigError where the settings break a precondition of a guard for this vehicle
     * @throws IllegalArgumentException where layouts or vehicle are not a quadrotor's
     */
    public static QuadrotorShield create(
            ShieldSettings settings,
            QuadrotorParameters parameters,
            Layout sensors,
            Layout commands,
            ShieldTiming timing) {
        if (!sensors.equals(QuadrotorChannels.sensors()) || !commands.equals(QuadrotorChannels.commands())) {
            throw new IllegalArgumentException("layouts " + sensors + " and " + commands + " are not a quadrotor's");
        }
        Airframe airframe = new Airframe(parameters, settings.motorMin(), settings.motorMax());
        Preconditions.check(settings, airframe, timing);
        return new QuadrotorShield(settings, airframe, sensors, timing, stage -> {});
    }

    @Override
    public List<Channel> margins() {
        return Margins.channels();
    }

    @Override
    @HotPath
    public void decide(TickInputs in, TickOutputs out) {
        if (sequence == 0) {
            machine.start(in.nowNs);
            sensedNs = in.nowNs;
        }
        conditions.clear();
        margins.clear();
        latch.reset();
        proposals.reset();
        if (threwLate) {
            conditions.raise(Condition.STAGE_THREW, Double.NaN);
            threwLate = false;
        }
        sense(in);
        computeBackup();
        boolean policyMayFly = machine.state().policyMayFly();
        if (policyMayFly && stages.senses().ageNs() <= sensorAgeNs) {
            judgeProposal(in, out.proposal);
        }
        react(in);
        emit(out.decision);
        stages.estimator().sent(in.nowNs, out.decision.command);
        write(in, out.decision);
    }

    private void sense(TickInputs in) {
        try {
            probe.at(Stage.CLOCK);
            stages.clock().check(in);
            probe.at(Stage.SENSE);
            boolean airborne = stages.ground().isAirborne();
            stages.senses().check(in, airborne && machine.isInFlight());
            StateEstimator estimator = stages.estimator();
            estimator.update(in, stages.senses().accepted(), stages.senses().sampledAtNs(), airborne);
            if (machine.isBeforeFlight()) {
                stages.ground().standing(estimator.estimate());
            } else if (machine.isInFlight() && stages.senses().ageNs() <= sensorAgeNs) {
                boolean landing = machine.state() == FailsafeState.LANDING;
                stages.ground()
                        .update(estimator.estimate(), landing, stages.clock().stepS());
            }
            sensedNs = in.nowNs;
        } catch (RuntimeException | Error thrown) {
            conditions.raise(Condition.STAGE_THREW, Stage.SENSE.ordinal());
            stages.senses().skip(in.nowNs - sensedNs);
        }
    }

    private void computeBackup() {
        try {
            probe.at(Stage.BACKUP);
            pilot.command(mode(), stages.estimator().estimate().state, backup);
            emission.admit(backup, backup);
            if (emission.admits(backup)) {
                return;
            }
        } catch (RuntimeException | Error thrown) {
            // handled as a command that is not admissible
        }
        conditions.raise(Condition.STAGE_THREW, Stage.BACKUP.ordinal());
        emission.lastResort(stages.ground().isAirborne(), backup);
    }

    private BackupPilot.Mode mode() {
        boolean flying = machine.isInFlight() || machine.state() == FailsafeState.DEVICE_LANDING;
        if (!flying || !stages.ground().isAirborne()) {
            return BackupPilot.Mode.IDLE;
        }
        if (machine.state() == FailsafeState.DEVICE_LANDING || stages.senses().ageNs() > sensorAgeNs) {
            return BackupPilot.Mode.LEVEL;
        }
        return machine.state() == FailsafeState.LANDING ? BackupPilot.Mode.DESCEND : BackupPilot.Mode.BRAKE_HOLD;
    }

    private void judgeProposal(TickInputs in, double[] proposal) {
        try {
            probe.at(Stage.PROPOSE);
            proposals.check(in, proposal, machine.activeSinceTick(), in.nowNs - machine.activeSinceNs());
            boolean flyable = proposals.cause() == null;
            if (flyable) {
                candidateCauses = emission.admit(proposal, candidate);
            }
            // Stages 4 and 5, shaping and learned guards, will replace the candidate here.
            probe.at(Stage.PREDICT);
            guard.predict(stages.estimator().estimate(), stages.ground(), flyable ? candidate : backup, margins);
            probe.at(Stage.LATCH);
            if (flyable) {
                latch.judge(margins, conditions);
            } else {
                // The backup flies from where it is not certified: it does what it can, and says so.
                conditions.note(margins.anyBelowZero() ? Cause.LOST_CERTIFICATE.bit() : 0);
                if (!proposals.isPending() || stages.ground().isAirborne()) {
                    latch.reject(proposals.cause(), proposals.ageS(), conditions);
                }
            }
        } catch (RuntimeException | Error thrown) {
            latch.reset();
            conditions.raise(Condition.STAGE_THREW, Stage.PREDICT.ordinal());
        }
    }

    private void react(TickInputs in) {
        try {
            probe.at(Stage.FAILSAFE);
            faults.check(in, stages, machine, conditions);
            if (machine.isBeforeFlight()) {
                arming.check(in, stages, machine, conditions);
            }
        } catch (RuntimeException | Error thrown) {
            conditions.raise(Condition.STAGE_THREW, Stage.FAILSAFE.ordinal());
            FaultMonitor.requests(in, conditions);
        }
        latch.settle(in, margins, machine, conditions);
        if (machine.step(conditions, in.nowNs, in.tick) && machine.state() == FailsafeState.BACKUP) {
            latch.tookOver(in.nowNs);
        }
    }

    private void emit(ShieldDecision out) {
        boolean policyFlies = machine.state() == FailsafeState.ACTIVE && latch.isAccepted();
        if (machine.state() == FailsafeState.TERMINATED) {
            emission.cut();
        } else if (!take(policyFlies ? candidate : backup)) {
            policyFlies = false;
            threwLate = true;
            conditions.note(Cause.SHIELD_EXCEPTION.bit());
            emission.force(backup);
        }
        if (policyFlies) {
            pilot.release();
            conditions.note(candidateCauses);
        }
        emission.commit(out.command);
        out.source = source(policyFlies);
        out.verdict = verdict(policyFlies);
    }

    private boolean take(double[] wanted) {
        try {
            probe.at(Stage.PROJECT);
            boolean admissible = emission.take(wanted);
            probe.at(Stage.CLAMP);
            return admissible;
        } catch (RuntimeException | Error thrown) {
            return false;
        }
    }

    /** Nobody has proposed anything yet, and need not have. */
    private boolean isWaiting() {
        return !latch.isAccepted() && (proposals.isPending() || proposals.cause() == null);
    }

    private Source source(boolean policyFlies) {
        return switch (machine.state()) {
            case STANDBY, ARMING, LANDED, TERMINATED -> Source.NONE;
            case ACTIVE ->
                policyFlies
                        ? proposals.isHeld() ? Source.HELD : Source.POLICY
                        : isWaiting() ? Source.NONE : Source.BACKUP;
            case BACKUP, LANDING, DEVICE_LANDING -> Source.BACKUP;
        };
    }

    private Verdict verdict(boolean policyFlies) {
        if (policyFlies) {
            return candidateCauses == 0 ? Verdict.PASS : Verdict.MODIFIED;
        }
        return switch (machine.state()) {
            case STANDBY, ARMING, LANDED, TERMINATED -> Verdict.PASS;
            case ACTIVE -> isWaiting() ? Verdict.PASS : Verdict.REJECTED;
            case BACKUP, LANDING, DEVICE_LANDING -> Verdict.REJECTED;
        };
    }

    private void write(TickInputs in, ShieldDecision out) {
        if (stages.estimator().estimate().known) {
            margins.values[Margins.SENSOR_AGE] = sensorAgeS - stages.senses().ageNs() * 1e-9;
        }
        margins.values[Margins.ACTION_AGE] = policyDeadlineS - proposals.ageS();
        margins.writeInto(out.margins);
        out.causes = conditions.causeBits();
        out.armingBlockers = machine.state() == FailsafeState.STANDBY ? arming.blockers() : 0;
        machine.writeInto(out);
        out.directive = machine.directive(in.device.state, stages.ground().hasTouchedDown());
        out.sequence = ++sequence;
    }
}
