package dev.creance.safety;

import dev.creance.runtime.Cause;
import dev.creance.runtime.Channel;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.HotPath;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Shield;
import dev.creance.runtime.ShieldDecision;
import dev.creance.runtime.TickInputs;
import dev.creance.runtime.TickOutputs;
import dev.creance.safety.guards.Guard;
import dev.creance.safety.guards.GuardContext;
import dev.creance.safety.guards.GuardList;
import dev.creance.safety.guards.GuardSource;
import dev.creance.safety.logic.Rule;
import java.util.List;
import java.util.stream.Stream;

/**
 * The shield of any machine. What a stage does stands with the stage, and what depends on the machine in {@link MachineStages};
 * here is only their order, and what follows where one of them throws: never the proposal, always the backup.
 */
public final class ShieldPipeline implements Shield {
    private final Stage.Probe probe;
    private final long sensorAgeNs;
    private final double sensorAgeS;
    private final double policyDeadlineS;

    private final MachineStages stages;
    private final ClockGuard clock;
    private final SenseGuard senses;
    private final RuleGuard rules;
    private final ProposalGuard proposals;
    private final LearnedStage learned;
    private final int learnedAt;
    private final SimplexLatch latch;
    private final Candidacy candidacy;
    private final FaultMonitor faults;
    private final ArmingChecks arming;
    private final FailsafeMachine machine = new FailsafeMachine();
    private final Emission emission;

    private final Conditions conditions = new Conditions();
    private final Margins margins;
    private final double[] backup;
    private final double[] idle;
    private boolean threwLate;
    private long sensedNs;
    private long sequence;

    /**
     * What a pipeline is made of.
     *
     * @param settings with every {@link SharedSetting}
     * @param sensorAgeNs oldest valid frame on which anyone but the backup is in charge
     * @param stages those that know the machine
     * @param projection of its commands
     * @param guards where learned guards come from
     */
    public record Parts(
            SettingsSection settings,
            long sensorAgeNs,
            MachineStages stages,
            CommandProjection projection,
            GuardSource guards) {}

    /** @param probe is told of each stage before it runs */
    public ShieldPipeline(Parts parts, Layout sensors, Layout commands, ShieldTiming timing, Stage.Probe probe) {
        this.probe = probe;
        SettingsSection settings = parts.settings;
        stages = parts.stages;
        sensorAgeNs = parts.sensorAgeNs;
        sensorAgeS = sensorAgeNs * 1e-9;
        policyDeadlineS = timing.policyDeadlineNs() * 1e-9;
        margins = stages.margins();
        backup = new double[parts.projection.channels()];
        idle = new double[backup.length];
        stages.idle(idle);
        clock = new ClockGuard(settings);
        senses = new SenseGuard(sensors, stages.frames(), settings);
        emission = new Emission(parts.projection, idle);
        rules = new RuleGuard(parts, sensors, commands, timing, emission.last());
        proposals = new ProposalGuard(timing, settings);
        latch = new SimplexLatch(settings);
        faults = new FaultMonitor(timing, sensorAgeNs, settings);
        arming = new ArmingChecks(timing, settings);
        learned = new LearnedStage(
                GuardList.from(
                        settings.node(),
                        new GuardContext(
                                parts.guards,
                                timing.policyPeriodTicks(),
                                parts.projection.ranges(),
                                stages::transitions)),
                sensors,
                backup.length);
        learnedAt = margins.channels().size() + rules.margins().size();
        candidacy = new Candidacy(
                new Candidacy.Around(senses, machine, emission, conditions, probe),
                stages,
                proposals,
                learned,
                rules.plans(),
                latch);
    }

    @Override
    public List<Channel> margins() {
        return Stream.of(margins.channels(), rules.margins(), learned.margins())
                .flatMap(List::stream)
                .toList();
    }

    /** Those in temporal logic, in the order of the configuration. */
    public List<Rule> rules() {
        return rules.rules();
    }

    /** Learned ones, in the order of the configuration. */
    public List<Guard> guards() {
        return learned.guards();
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
        candidacy.reset();
        if (threwLate) {
            conditions.raise(Condition.STAGE_THREW, Double.NaN);
            threwLate = false;
        }
        sense(in);
        rules.check(in, senses, machine, conditions, probe);
        computeBackup();
        boolean policyMayFly = machine.state().policyMayFly();
        if (policyMayFly && senses.ageNs() <= sensorAgeNs) {
            candidacy.judge(in, out, backup);
        }
        react(in);
        emit(out.decision);
        told(in, out.decision.command);
        write(in, out.decision);
    }

    private void sense(TickInputs in) {
        try {
            probe.at(Stage.CLOCK);
            clock.check(in);
            probe.at(Stage.SENSE);
            senses.check(in, stages.isLoose() && machine.isInFlight());
            if (senses.accepted()) {
                learned.adopt(in.sensors);
            }
            stages.estimate(in, senses.accepted(), senses.sampledAtNs());
            if (machine.isBeforeFlight()) {
                stages.standing();
            } else if (machine.isInFlight() && senses.ageNs() <= sensorAgeNs) {
                stages.watch(machine.state() == FailsafeState.LANDING, clock.stepS());
                if (stages.isContradictory()) {
                    conditions.raise(Condition.SENSORS_CONTRADICT, Double.NaN);
                }
            }
            sensedNs = in.nowNs;
        } catch (RuntimeException | Error thrown) {
            conditions.raise(Condition.STAGE_THREW, Stage.SENSE.ordinal());
            senses.skip(in.nowNs - sensedNs);
        }
        stages.idle(idle);
        if (machine.isBeforeFlight()) {
            emission.startFrom(idle);
        }
    }

    private void computeBackup() {
        try {
            probe.at(Stage.BACKUP);
            stages.backup(mode(), backup);
            emission.admit(backup);
            if (emission.admits(backup)) {
                return;
            }
        } catch (RuntimeException | Error thrown) {
            // handled as a command that is not admissible
        }
        conditions.raise(Condition.STAGE_THREW, Stage.BACKUP.ordinal());
        stages.lastResort(backup);
        emission.restrain(backup);
    }

    private BackupMode mode() {
        boolean flying = machine.isInFlight() || machine.state() == FailsafeState.DEVICE_LANDING;
        if (!flying || !stages.isLoose()) {
            return BackupMode.IDLE;
        }
        if (machine.state() == FailsafeState.DEVICE_LANDING || senses.ageNs() > sensorAgeNs) {
            return BackupMode.BLIND;
        }
        return machine.state() == FailsafeState.LANDING ? BackupMode.STOP : BackupMode.HOLD;
    }

    private void react(TickInputs in) {
        try {
            probe.at(Stage.FAILSAFE);
            faults.check(in, senses, machine, conditions);
            faults.device(in, stages.hasComeToRest(), machine, conditions);
            clock.report(conditions);
            if (machine.isBeforeFlight()) {
                arming.check(in, blockers(), machine, conditions);
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

    private long blockers() {
        long bits = stages.armingBlockers() | rules.blockers();
        if (senses.ageNs() > sensorAgeNs) {
            bits |= Cause.SENSOR_STALE.bit();
        }
        if (senses.isFailed()) {
            bits |= Cause.SENSOR_INVALID.bit();
        }
        if (clock.isFaulty()) {
            bits |= Cause.CLOCK_FAULT.bit();
        }
        return bits;
    }

    private void emit(ShieldDecision out) {
        boolean candidateFlies = machine.state() == FailsafeState.ACTIVE && latch.isAccepted();
        if (machine.state() == FailsafeState.TERMINATED) {
            emission.cut(idle);
        } else if (!take(candidateFlies ? candidacy.candidate() : backup)) {
            candidateFlies = false;
            threwLate = true;
            conditions.note(Cause.SHIELD_EXCEPTION.bit());
            emission.force(backup);
        }
        if (candidateFlies) {
            stages.release();
            conditions.note(candidacy.causes());
        }
        emission.commit(out.command);
        out.source = candidacy.source(machine.state(), candidateFlies);
        out.verdict = candidacy.verdict(machine.state(), candidateFlies);
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

    private void told(TickInputs in, double[] command) {
        stages.sent(in.nowNs, command);
        try {
            learned.acted(command);
        } catch (RuntimeException | Error thrown) {
            threwLate = true;
            conditions.note(Cause.SHIELD_EXCEPTION.bit());
        }
    }

    private void write(TickInputs in, ShieldDecision out) {
        if (stages.isKnown()) {
            margins.values[margins.sensorAge()] = sensorAgeS - senses.ageNs() * 1e-9;
        }
        margins.values[margins.actionAge()] = policyDeadlineS - proposals.ageS();
        margins.writeInto(out.margins);
        rules.writeInto(out.margins, margins.channels().size());
        learned.writeInto(out.margins, learnedAt);
        out.causes = conditions.causeBits();
        out.armingBlockers = machine.state() == FailsafeState.STANDBY ? arming.blockers() : 0;
        machine.writeInto(out);
        out.directive = machine.directive(in.device.state, stages.hasComeToRest());
        out.sequence = ++sequence;
    }
}
