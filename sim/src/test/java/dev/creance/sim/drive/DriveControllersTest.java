package dev.creance.sim.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.drive.ContinuousConverter;
import dev.creance.dynamics.drive.Converter;
import dev.creance.dynamics.drive.DriveChannels;
import dev.creance.dynamics.drive.DriveParameterFiles;
import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.dynamics.drive.DriveReferences;
import dev.creance.dynamics.drive.Fidelity;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.Machine;
import dev.creance.dynamics.drive.ThreePhase;
import dev.creance.dynamics.drive.control.DriveControllers;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Frame;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Policy;
import dev.creance.runtime.PolicyStatus;
import dev.creance.runtime.Reference;
import dev.creance.runtime.config.ConfigFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The baselines where a policy would be: sensors as a firmware measures them in, commands as it takes them out. */
class DriveControllersTest {
    private static final double PERIOD_S = 2.5e-4;

    @Test
    void currentsOfAMagnetMachineArriveInTheRotorsAxes() {
        Bench bench =
                Bench.inRotor("gem-pmsm", 100, "current", "{kind: current, steps: [{at: 0 s, d: -20 A, q: 100 A}]}");

        bench.run(0.05);

        assertThat(bench.sensors.values[DriveChannels.CURRENT]).isCloseTo(-20, within(0.5));
        assertThat(bench.sensors.values[DriveChannels.CURRENT + 1]).isCloseTo(100, within(0.5));
    }

    @Test
    void currentsOfAReluctanceMachineArriveInTheRotorsAxes() {
        Bench bench = Bench.inRotor("gem-synrm", 50, "current", "{kind: current, steps: [{at: 0 s, d: 3 A, q: 4 A}]}");

        bench.run(0.2);

        assertThat(bench.sensors.values[DriveChannels.CURRENT]).isCloseTo(3, within(0.05));
        assertThat(bench.sensors.values[DriveChannels.CURRENT + 1]).isCloseTo(4, within(0.05));
    }

    @Test
    void aMagnetMachineRunsAtTheSpeedThatIsAskedFor() {
        Bench bench = Bench.inRotor(
                "gem-pmsm", "speed", "{kind: speed, steps: [{at: 0 s, speed: 150 rad/s}], ramp: 500 rad/s2}");

        bench.run(1);

        assertThat(bench.sensors.values[DriveChannels.SPEED]).isCloseTo(150, within(0.5));
    }

    @Test
    void aDirectCurrentMachineIsControlledAtItsTerminals() {
        Bench bench =
                new Bench("gem-permanent-magnet-dc", "current", "{kind: current, steps: [{at: 0 s, armature: 50 A}]}");

        bench.run(0.2);

        assertThat(bench.sensors.values[DriveChannels.CURRENT]).isCloseTo(50, within(0.5));
    }

    @Test
    void aVoltageVectorBeyondTheBridgesIsShortenedNotTurned() {
        Bench bench =
                Bench.inRotor("gem-pmsm", 0, "current", "{kind: current, steps: [{at: 0 s, d: -200 A, q: 300 A}]}");

        bench.run(PERIOD_S);

        // the gains' ratio is that of the inductances
        assertThat(Math.hypot(bench.command[0], bench.command[1])).isCloseTo(1, within(1e-6));
        assertThat(bench.command[1] / bench.command[0]).isCloseTo(-1.5 * 1.2 / 0.37, within(1e-5));
    }

    @Test
    void aReferenceBringsTheControllersThatCanFollowIt() {
        DriveParameters pmsm = DriveParameterFiles.named("gem-pmsm");
        Layout sensors = DriveChannels.sensors(pmsm);
        Layout duty = DriveChannels.commands(pmsm.machine(), new ContinuousConverter.B6Bridge(0));
        Layout speed = reference(pmsm, "{kind: speed, steps: [{at: 0 s, speed: 1 rad/s}]}")
                .layout();
        Layout current = reference(pmsm, "{kind: current, steps: [{at: 0 s, d: 0 A, q: 0 A}]}")
                .layout();
        Layout switches = new Layout(List.of(new Channel("switches.0", "1", 0, 7)));

        assertThat(DriveControllers.of(pmsm, sensors, speed, duty, PERIOD_S)).containsOnlyKeys("speed");
        assertThat(DriveControllers.of(pmsm, sensors, current, duty, PERIOD_S)).containsOnlyKeys("current");
        assertThat(DriveControllers.of(pmsm, sensors, current, switches, PERIOD_S))
                .isEmpty();
    }

    private static Reference reference(DriveParameters parameters, String text) {
        return DriveReferences.from(ConfigFile.parse("robot.yaml", text), parameters);
    }

    /** A drive under a policy; in the rotor's axes, its firmware transforms, and modulates half a period ahead. */
    private static final class Bench {
        private static final double SUPPLY_V = 420;

        final Frame sensors;
        final double[] command;
        private final SimulatedDrive drive;
        private final Reference reference;
        private final Policy policy;
        private final boolean inRotor;
        private final double[] measured;
        private final double[] duty;
        private final double[] current = new double[2];
        private int tick;

        /** With a load that is the machine's own rotor and some friction. */
        Bench(String machine, String controller, String reference) {
            this(DriveParameterFiles.named(machine), false, Double.NaN, controller, reference);
        }

        static Bench inRotor(String machine, String controller, String reference) {
            return new Bench(DriveParameterFiles.named(machine), true, Double.NaN, controller, reference);
        }

        static Bench inRotor(String machine, double radPerS, String controller, String reference) {
            return new Bench(DriveParameterFiles.named(machine), true, radPerS, controller, reference);
        }

        private Bench(DriveParameters parameters, boolean inRotor, double radPerS, String controller, String text) {
            this.inRotor = inRotor;
            Machine machine = parameters.machine();
            Load load = Double.isNaN(radPerS)
                    ? new Load.Polynomial(parameters.rotorInertiaKgM2(), 0.05, 5e-3, 0)
                    : new Load.ConstantSpeed();
            Converter converter = machine.terminals() == 1
                    ? new ContinuousConverter.FourQuadrant(0, Fidelity.PHYSICAL)
                    : new ContinuousConverter.B6Bridge(0);
            drive = new SimulatedDrive(
                    Drives.parts(machine, converter, new IdealSupply(SUPPLY_V), Fidelity.PHYSICAL, load));
            drive.state()[Machine.OMEGA] = Double.isNaN(radPerS) ? 0 : radPerS;
            Layout terminals = DriveChannels.sensors(parameters);
            sensors = new Frame(inRotor ? rotorAxes(terminals) : terminals);
            sensors.validBits = sensors.allValid();
            reference = reference(parameters, text);
            Layout commands = inRotor
                    ? new Layout(List.of(new Channel("duty.d", "1", -1, 1), new Channel("duty.q", "1", -1, 1)))
                    : DriveChannels.commands(machine, converter);
            policy = DriveControllers.of(parameters, sensors.layout(), reference.layout(), commands, PERIOD_S)
                    .get(controller)
                    .get();
            measured = new double[terminals.size()];
            duty = new double[converter.actions()];
            command = new double[commands.size()];
        }

        private static Layout rotorAxes(Layout terminals) {
            List<Channel> channels = new ArrayList<>(terminals.channels().subList(0, DriveChannels.CURRENT));
            channels.add(Channel.unbounded("current.d", "A"));
            channels.add(Channel.unbounded("current.q", "A"));
            return new Layout(channels);
        }

        void run(double durationS) {
            Frame wanted = new Frame(reference.layout());
            float[] observation = new float[policy.observationSize()];
            float[] action = new float[policy.actionSize()];
            long end = tick + Math.round(durationS / PERIOD_S);
            for (; tick < end; tick++) {
                measure();
                reference.sample(Math.round(tick * PERIOD_S * 1e9), wanted);
                policy.observe(sensors, wanted, observation);
                assertThat(policy.infer(observation, action)).isEqualTo(PolicyStatus.OK);
                policy.command(action, command);
                act();
            }
            measure();
        }

        private void measure() {
            drive.measure(measured);
            System.arraycopy(measured, 0, sensors.values, 0, DriveChannels.CURRENT);
            if (inRotor) {
                ThreePhase.toRotor(measured, DriveChannels.CURRENT, electricalRad(), current);
                System.arraycopy(current, 0, sensors.values, DriveChannels.CURRENT, 2);
            } else {
                System.arraycopy(
                        measured,
                        DriveChannels.CURRENT,
                        sensors.values,
                        DriveChannels.CURRENT,
                        measured.length - DriveChannels.CURRENT);
            }
        }

        private void act() {
            if (inRotor) {
                double ahead = drive.parts().machine().polePairs() * drive.state()[Machine.OMEGA] * PERIOD_S / 2;
                ThreePhase.fromRotor(command[0], command[1], electricalRad() + ahead, duty);
            } else {
                System.arraycopy(command, 0, duty, 0, duty.length);
            }
            drive.step(duty, PERIOD_S);
        }

        private double electricalRad() {
            return drive.parts().machine().polePairs() * drive.shaftRad();
        }
    }
}
