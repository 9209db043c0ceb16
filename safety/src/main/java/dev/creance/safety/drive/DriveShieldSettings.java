package dev.creance.safety.drive;

import dev.creance.dynamics.drive.DriveParameterFiles;
import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Reference;
import dev.creance.runtime.Shield;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.safety.CommandLimit;
import dev.creance.safety.CommandProjection;
import dev.creance.safety.ExplainedLimit;
import dev.creance.safety.IdentifiedBounds;
import dev.creance.safety.Setting;
import dev.creance.safety.SettingsSection;
import dev.creance.safety.SharedSetting;
import dev.creance.safety.ShieldPipeline;
import dev.creance.safety.ShieldSettings;
import dev.creance.safety.ShieldTiming;
import dev.creance.safety.Stage;
import dev.creance.safety.guards.GuardSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The {@code shield:} section of a drive that is commanded in its rotor's frame.
 *
 * <pre>{@code
 * DriveShieldSettings settings = DriveShieldSettings.from(root.child("shield"), DriveParameterFiles.named("gem-pmsm"));
 * }</pre>
 */
public final class DriveShieldSettings implements ShieldSettings {
    /** A drive that hears nothing for longer than this stops by itself: its currents change in milliseconds. */
    private static final Map<Setting, Double> STANDARDS = Map.of(SharedSetting.RESUME_WINDOW, 0.05);

    private static final List<String> CURRENTS = List.of("current.d", "current.q");
    private static final List<String> DUTIES = List.of("duty.d", "duty.q");

    private final SettingsSection section;
    private final DriveParameters parameters;
    private final int oneWay;
    private final boolean coasts;

    private DriveShieldSettings(ConfigNode node, DriveParameters parameters) {
        this.parameters = parameters;
        SettingsSection plain = section(node, STANDARDS);
        oneWay = node.child("limits")
                .optional("direction")
                .map(DriveShieldSettings::direction)
                .orElse(0);
        coasts = node.optional("backup")
                .flatMap(backup -> backup.optional("stop"))
                .map(stop -> stop.choice("brake", "coast").equals("coast"))
                .orElse(false);
        Optional<IdentifiedDrive> identified = IdentifiedBounds.of(node, DriveParameterFiles::bounds)
                .map(bounds -> new IdentifiedDrive(bounds, parameters));
        DriveLimits limits = DriveLimits.of(plain, oneWay);
        section = identified
                .map(drive -> section(node, drive.standards(STANDARDS, limits)))
                .orElse(plain);
        identified.ifPresent(drive -> drive.check(section, limits));
    }

    private static SettingsSection section(ConfigNode node, Map<Setting, Double> standards) {
        return new SettingsSection(
                node, settings(), standards, "limits.direction", "backup.stop", IdentifiedBounds.KEY);
    }

    /**
     * Binds the section.
     *
     * @param parameters what is believed of the machine
     * @throws ConfigError at the first key or value that cannot be right, or where there is no shield for such a machine
     */
    public static DriveShieldSettings from(ConfigNode shield, DriveParameters parameters) {
        if (!RotorMachine.isGuarded(parameters)) {
            throw shield.error(": there is no shield for " + parameters.name() + ", a machine of another kind")
                    .withHint("it guards permanent-magnet and reluctance machines in their rotor's frame");
        }
        return new DriveShieldSettings(shield, parameters);
    }

    /** Every number of the section; {@code limits.direction}, {@code backup.stop} and the two reactions are words. */
    public static List<Key> keys() {
        return settings().stream()
                .map(setting -> Key.of(setting, STANDARDS.getOrDefault(setting, setting.standard())))
                .toList();
    }

    private static List<Setting> settings() {
        return Stream.<Setting>concat(Stream.of(DriveSetting.values()), Stream.of(SharedSetting.values()))
                .toList();
    }

    private static int direction(ConfigNode node) {
        return switch (node.choice("both", "forward", "reverse")) {
            case "forward" -> 1;
            case "reverse" -> -1;
            default -> 0;
        };
    }

    @Override
    public long sensorAgeNs() {
        return section.nanoseconds(DriveSetting.SENSOR_AGE);
    }

    @Override
    public long resumeWindowNs() {
        return section.nanoseconds(SharedSetting.RESUME_WINDOW);
    }

    @Override
    public List<CommandLimit> commandLimits() {
        double most = section.value(DriveSetting.DUTY_MAX);
        return Collections.nCopies(DUTIES.size(), new CommandLimit(-most, most, section.value(DriveSetting.DUTY_SLEW)));
    }

    @Override
    public Shield shield(Layout sensors, Layout commands, ShieldTiming timing, GuardSource guards) {
        return shield(sensors, commands, timing, guards, stage -> {});
    }

    /** @param probe is told of each stage before it runs */
    Shield shield(Layout sensors, Layout commands, ShieldTiming timing, GuardSource guards, Stage.Probe probe) {
        if (!names(commands).equals(DUTIES) || !names(sensors).containsAll(CURRENTS)) {
            throw new IllegalArgumentException(
                    "layouts " + sensors + " and " + commands + " are not those of a drive in its rotor's frame");
        }
        RotorMachine machine = RotorMachine.of(parameters);
        DriveLimits limits = limits();
        DrivePreconditions.check(section, parameters, machine, limits, timing);
        int steps = DrivePreconditions.stepsPerTick(machine, limits, timing.periodS());
        CommandProjection projection = new CommandProjection(commandLimits(), timing.periodS());
        DriveStages stages = new DriveStages(
                machine,
                limits,
                BrakingReserve.room(machine, limits, section, projection, timing.periodS()),
                section,
                projection,
                new CurrentModel(machine, timing.periodS(), steps),
                new CurrentModel(machine, timing.periodS(), steps),
                coasts);
        ShieldPipeline.Parts parts = new ShieldPipeline.Parts(section, sensorAgeNs(), stages, projection, guards);
        return new ShieldPipeline(parts, sensors, commands, timing, probe);
    }

    @Override
    public List<ExplainedLimit> explain(ShieldTiming timing) {
        RotorMachine machine = RotorMachine.of(parameters);
        DrivePreconditions.check(section, parameters, machine, limits(), timing);
        return DriveExplanation.of(this, machine, timing);
    }

    private static List<String> names(Layout layout) {
        return layout.channels().stream().map(Channel::name).toList();
    }

    DriveLimits limits() {
        return DriveLimits.of(section, oneWay);
    }

    SettingsSection section() {
        return section;
    }

    @Override
    public void checkReference(ConfigNode at, Reference reference, long durationNs) {
        DriveReferenceCheck.check(at, limits(), reference, durationNs);
    }
}
