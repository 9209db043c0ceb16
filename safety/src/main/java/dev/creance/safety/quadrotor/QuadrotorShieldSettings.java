package dev.creance.safety.quadrotor;

import dev.creance.dynamics.Interval;
import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorParameters;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Reference;
import dev.creance.runtime.Shield;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
import dev.creance.safety.CommandLimit;
import dev.creance.safety.ExplainedLimit;
import dev.creance.safety.IdentifiedBounds;
import dev.creance.safety.Setting;
import dev.creance.safety.SettingsSection;
import dev.creance.safety.SharedSetting;
import dev.creance.safety.ShieldSettings;
import dev.creance.safety.ShieldTiming;
import dev.creance.safety.guards.GuardSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The {@code shield:} section of a quadrotor, bound and checked on its own. What depends on the vehicle is checked when the shield
 * is built.
 *
 * <pre>{@code
 * QuadrotorShieldSettings settings = QuadrotorShieldSettings.from(root.child("shield"), parameters);
 * }</pre>
 */
public final class QuadrotorShieldSettings implements ShieldSettings {
    private static final double MOST_M = 1000;

    private final SettingsSection section;
    private final QuadrotorParameters parameters;
    private final Fence fence;
    private final Obstacles obstacles;
    private final Optional<IdentifiedBounds> identified;

    private QuadrotorShieldSettings(ConfigNode node, QuadrotorParameters parameters) {
        this.parameters = parameters;
        identified = IdentifiedBounds.of(node, QuadrotorParameterFiles::bounds);
        section = new SettingsSection(
                node,
                settings(),
                IdentifiedQuadrotor.standards(identified),
                "limits.geofence",
                "limits.obstacles",
                IdentifiedBounds.KEY);
        fence = readFence(node.child("limits").child("geofence"));
        obstacles = Obstacles.from(node.child("limits"));
    }

    /**
     * Binds the section.
     *
     * @param parameters what is believed of the vehicle
     * @throws ConfigError at the first key or value that cannot be right
     */
    public static QuadrotorShieldSettings from(ConfigNode shield, QuadrotorParameters parameters) {
        QuadrotorShieldSettings settings = new QuadrotorShieldSettings(shield, parameters);
        if (settings.motorMin() >= settings.motorMax()) {
            throw settings.error(QuadrotorSetting.MOTOR_MIN, "is not below limits.motor.max=" + settings.motorMax())
                    .withHint("leave both out for 0 to 1");
        }
        if (settings.floorM() >= settings.ceilingM()) {
            throw settings.error(
                            QuadrotorSetting.ALTITUDE_FLOOR,
                            "is not below the ceiling at " + settings.ceilingM() + " m")
                    .withHint("lower the floor or raise the ceiling");
        }
        settings.identified.ifPresent(bounds -> IdentifiedQuadrotor.check(bounds, settings, parameters));
        return settings;
    }

    private static List<Setting> settings() {
        return Stream.<Setting>concat(Stream.of(QuadrotorSetting.values()), Stream.of(SharedSetting.values()))
                .toList();
    }

    /** Every number of the section; the fence and the two reactions are not numbers. */
    public static List<Key> keys() {
        return settings().stream()
                .map(setting -> Key.of(setting, setting.standard()))
                .toList();
    }

    public double motorMin() {
        return value(QuadrotorSetting.MOTOR_MIN);
    }

    public double motorMax() {
        return value(QuadrotorSetting.MOTOR_MAX);
    }

    /** Greatest change of a throttle, 1/s. */
    public double motorSlewPerS() {
        return value(QuadrotorSetting.MOTOR_SLEW);
    }

    public double floorM() {
        return value(QuadrotorSetting.ALTITUDE_FLOOR);
    }

    public double ceilingM() {
        return value(QuadrotorSetting.ALTITUDE_CEILING);
    }

    public double tiltRad() {
        return value(QuadrotorSetting.TILT);
    }

    public double bodyRateRadPerS() {
        return value(QuadrotorSetting.BODY_RATE);
    }

    @Override
    public long sensorAgeNs() {
        return section.nanoseconds(QuadrotorSetting.SENSOR_AGE);
    }

    @Override
    public long resumeWindowNs() {
        return section.nanoseconds(SharedSetting.RESUME_WINDOW);
    }

    @Override
    public List<CommandLimit> commandLimits() {
        return Collections.nCopies(
                QuadrotorChannels.commands().size(), new CommandLimit(motorMin(), motorMax(), motorSlewPerS()));
    }

    @Override
    public Shield shield(Layout sensors, Layout commands, ShieldTiming timing, GuardSource guards) {
        return QuadrotorShield.create(this, parameters, sensors, commands, timing, guards);
    }

    @Override
    public List<ExplainedLimit> explain(ShieldTiming timing) {
        Airframe airframe = new Airframe(parameters, motorMin(), motorMax());
        Preconditions.check(this, airframe, timing);
        return QuadrotorExplanation.of(this, airframe, timing);
    }

    @Override
    public void checkReference(ConfigNode at, Reference reference, long durationNs) {
        ReferenceCheck.check(at, this, reference, durationNs);
    }

    /** The fence's corners, counter-clockwise, world x and y, m; a copy. */
    public double[][] fenceM() {
        return fence.vertices();
    }

    Fence fence() {
        return fence;
    }

    Obstacles obstacles() {
        return obstacles;
    }

    /** What the rotors were seen to do at least, thrust over mass; absent where nothing was identified. */
    Optional<Interval> collective() {
        return IdentifiedQuadrotor.collective(identified);
    }

    SettingsSection section() {
        return section;
    }

    double value(Setting setting) {
        return section.value(setting);
    }

    ConfigError error(Setting setting, String message) {
        return section.error(setting, message);
    }

    /** An error at the fence. */
    ConfigError fenceError(String message) {
        return section.node().child("limits").child("geofence").error(message);
    }

    private static Fence readFence(ConfigNode polygon) {
        List<double[]> vertices = new ArrayList<>();
        for (ConfigNode vertex : polygon.items()) {
            List<ConfigNode> xy = vertex.items(2);
            vertices.add(new double[] {
                xy.get(0).quantity(Dimension.LENGTH, -MOST_M, MOST_M),
                xy.get(1).quantity(Dimension.LENGTH, -MOST_M, MOST_M)
            });
        }
        return Fence.of(polygon, vertices);
    }
}
