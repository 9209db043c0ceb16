package dev.creance.safety.drive;

import dev.creance.dynamics.drive.DriveParameterFiles;
import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.loop.OverrunReaction;
import dev.creance.safety.ShieldTiming;
import java.util.List;

/** The machines, settings and timing that tests of the drive's shield use. */
final class DriveFixtures {
    static final DriveParameters PMSM = DriveParameterFiles.named("gem-pmsm");
    /** The same, measured well. */
    static final DriveParameters KNOWN_PMSM = new DriveParameters(
            PMSM.name(),
            PMSM.machine(),
            PMSM.rotorInertiaKgM2(),
            PMSM.nominal(),
            PMSM.limit(),
            new DriveParameters.Tolerances(0.05, 0.02, 0.02, 0.05));

    static final DriveParameters SYNRM = DriveParameterFiles.named("gem-synrm");

    static final String PMSM_LIMITS = """
            limits:
              current: 300 A
              speed: 400 rad/s
              supply: {min: 250 V, max: 350 V}
              duty: {slew: 16000 1/s}
            failsafe: {arming_hold: 0 ms}
            """;

    static final String SYNRM_LIMITS = """
            limits:
              current: 15 A
              speed: 300 rad/s
              supply: {min: 300 V, max: 500 V}
              duty: {slew: 16000 1/s}
            failsafe: {arming_hold: 0 ms}
            """;

    /** Nothing discharges the supply but the machine. */
    static final String PMSM_ON_A_LINK =
            PMSM_LIMITS.replace("max: 350 V", "max: 350 V, capacity: 30") + "backup: {brake_current: 0.04}\n";

    static final String SYNRM_ON_A_LINK = SYNRM_LIMITS.replace("max: 500 V", "max: 500 V, capacity: 20");

    static final Layout COMMANDS =
            new Layout(List.of(new Channel("duty.d", "1", -1, 1), new Channel("duty.q", "1", -1, 1)));

    static final Layout REFERENCE = new Layout(
            List.of(Channel.unbounded("reference.current.d", "A"), Channel.unbounded("reference.current.q", "A")));

    private DriveFixtures() {}

    static ShieldTiming timing(long periodNs) {
        return new ShieldTiming(periodNs, 1, 10 * periodNs, 50, OverrunReaction.STOP);
    }

    static DriveShieldSettings settings(DriveParameters parameters, String text) {
        return DriveShieldSettings.from(ConfigFile.parse("robot.yaml", text), parameters);
    }

    static Layout sensors(DriveParameters parameters) {
        double current = 2 * parameters.limit().currentA();
        double speed = 2 * parameters.limit().speedRadPerS();
        return new Layout(List.of(
                new Channel("shaft.speed", "rad/s", -speed, speed),
                new Channel("shaft.angle", "rad", 0, 2 * Math.PI),
                new Channel("supply.voltage", "V", 0, 1000),
                new Channel("winding.temperature", "K", 0, 600),
                new Channel("inverter.temperature", "K", 0, 600),
                new Channel("current.d", "A", -current, current),
                new Channel("current.q", "A", -current, current)));
    }
}
