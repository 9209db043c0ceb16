package dev.creance.safety.arm;

import dev.creance.dynamics.arm.ArmInterface;
import dev.creance.dynamics.arm.Chain;
import dev.creance.dynamics.arm.urdf.ArmModels;
import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Reference;
import dev.creance.runtime.Shield;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.runtime.config.Dimension;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The {@code shield:} section of an arm that takes set points of its joints.
 *
 * <pre>{@code
 * ArmShieldSettings settings = ArmShieldSettings.from(root.child("shield"), chain, ArmInterface.POSITION);
 * }</pre>
 */
public final class ArmShieldSettings implements ShieldSettings {
    /** Of what is left between set points and limits: so much is for how the arm follows, the rest for what is not known of that. */
    private static final double HALF = 0.5;

    private static final String[] LISTS = {
        "limits.position",
        "limits.velocity",
        "limits.acceleration",
        "limits.jerk",
        "limits.effort",
        "limits.following_effort",
        "limits.tool_lead",
        "limits.contact",
        "limits.workspace.box",
        "limits.self_collision",
        FirmwareLaw.KEY,
        IdentifiedBounds.KEY
    };

    private final SettingsSection section;
    private final Chain chain;
    private final JointBounds bounds;
    private final SelfCollision selfCollision;

    private ArmShieldSettings(ConfigNode node, Chain chain) {
        this.chain = chain;
        section = new SettingsSection(node, settings(), Map.of(), LISTS);
        bounds = JointBounds.from(node.child("limits"), chain);
        selfCollision = SelfCollision.from(node.child("limits"), chain);
        IdentifiedBounds.of(node, ArmModels::bounds)
                .ifPresent(identified -> IdentifiedArm.check(identified, node.child("limits"), bounds, chain));
    }

    /**
     * Binds the section.
     *
     * @param chain what is believed of the arm
     * @throws ConfigError at the first key or value that cannot be right, or that cannot be guaranteed
     */
    public static ArmShieldSettings from(ConfigNode shield, Chain chain, ArmInterface taken) {
        if (taken == ArmInterface.EFFORT) {
            throw shield.error(
                            ": there is no shield for an arm that is commanded by efforts: what its joints do then depends on"
                                    + " masses and contacts that nobody guarantees")
                    .withHint(
                            "use plant.interface: position, in which the shield keeps every set point within its limits");
        }
        refuseEffort(shield.child("limits"));
        return new ArmShieldSettings(shield, chain);
    }

    /** Through set points, no less than the drives' own limit can be kept. */
    private static void refuseEffort(ConfigNode limits) {
        limits.optional("effort").ifPresent(effort -> {
            if (effort.quantity(Dimension.RATIO, 0, 1) < 1) {
                throw effort.error("=" + effort.string()
                                + " cannot be guaranteed by set points: efforts are the firmware's")
                        .withHint("leave it out, or set it to 1");
            }
        });
    }

    /** Every number of the section; lists, as {@link JointBounds} says, and the two reactions are not in it. */
    public static List<Key> keys() {
        return settings().stream()
                .map(setting -> Key.of(setting, setting.standard()))
                .toList();
    }

    private static List<Setting> settings() {
        return Stream.<Setting>concat(Stream.of(ArmSetting.values()), Stream.of(SharedSetting.values()))
                .toList();
    }

    @Override
    public long sensorAgeNs() {
        return section.nanoseconds(ArmSetting.SENSOR_AGE);
    }

    @Override
    public long resumeWindowNs() {
        return section.nanoseconds(SharedSetting.RESUME_WINDOW);
    }

    @Override
    public List<CommandLimit> commandLimits() {
        double inset = section.value(ArmSetting.OVERSHOOT);
        double share = section.value(ArmSetting.VELOCITY_SHARE);
        List<CommandLimit> limits = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            double least = bounds.lower()[i] + inset;
            double greatest = bounds.upper()[i] - inset;
            if (!(least < greatest)) {
                throw section.error(
                                ArmSetting.OVERSHOOT,
                                "leaves joint " + i + " no room between " + least + " and " + greatest)
                        .withHint("lower it or limits.position.margin");
            }
            limits.add(new CommandLimit(least, greatest, share * bounds.velocity()[i]));
        }
        return limits;
    }

    @Override
    public Shield shield(Layout sensors, Layout commands, ShieldTiming timing, GuardSource guards) {
        return shield(sensors, commands, timing, guards, stage -> {});
    }

    /** @param probe is told of each stage before it runs */
    Shield shield(Layout sensors, Layout commands, ShieldTiming timing, GuardSource guards, Stage.Probe probe) {
        int joints = chain.size();
        if (!names(commands).equals(numbered("position.", joints))
                || !names(sensors).subList(0, joints).equals(numbered("joint.position.", joints))
                || !names(sensors).subList(joints, 2 * joints).equals(numbered("joint.velocity.", joints))) {
            throw new IllegalArgumentException("layouts " + sensors + " and " + commands + " are not this arm's");
        }
        SetPointAxis[] axes = axes(timing);
        double tickS = timing.periodS();
        SetPoints setPoints =
                new SetPoints(axes, path(axes, timing), followingEffort(tickS), trueMotion(axes, tickS), tickS);
        ArmStages stages = new ArmStages(axes, setPoints, rules(joints), tolerance());
        CommandProjection projection = new CommandProjection(commandLimits(), timing.periodS());
        return new ShieldPipeline(
                new ShieldPipeline.Parts(section, sensorAgeNs(), stages, projection, guards),
                sensors,
                commands,
                timing,
                probe);
    }

    private SetPointAxis[] axes(ShieldTiming timing) {
        List<CommandLimit> limits = commandLimits();
        SetPointAxis[] axes = new SetPointAxis[limits.size()];
        for (int i = 0; i < axes.length; i++) {
            CommandLimit limit = limits.get(i);
            axes[i] = new SetPointAxis(
                    limit.min(), limit.max(), limit.slewPerS(), bounds.acceleration()[i], timing.periodS());
        }
        ArmPreconditions.check(section, bounds, axes, timing);
        FirmwareLaw.from(section.node(), chain).ifPresent(law -> ArmPreconditions.law(section, bounds, law));
        for (int i = 0; i < axes.length; i++) {
            if (bounds.jerk()[i] < Double.POSITIVE_INFINITY) {
                axes[i].smoothed(bounds.jerk()[i], timing.periodS());
            }
        }
        return axes;
    }

    @Override
    public List<ExplainedLimit> explain(ShieldTiming timing) {
        SetPointAxis[] axes = axes(timing);
        return new ArmExplanation(axes, path(axes, timing), workspace(), section, timing).limits(sensorAgeNs(), timing);
    }

    private BrakingPath path(SetPointAxis[] axes, ShieldTiming timing) {
        return new BrakingPath(chain, axes, watched(), timing.periodS());
    }

    private BrakingPath.Watched watched() {
        return new BrakingPath.Watched(workspace(), selfCollision, toolLeadM());
    }

    private static List<String> names(Layout layout) {
        return layout.channels().stream().map(Channel::name).toList();
    }

    private static List<String> numbered(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    /** Null where it is not limited. */
    private FollowingEffort followingEffort(double tickS) {
        return section.node()
                .child("limits")
                .optional("following_effort")
                .map(share -> new FollowingEffort(chain, share.quantity(Dimension.RATIO, 0.01, 1), tickS))
                .orElse(null);
    }

    /** Null where nothing is known of how the arm follows. */
    private TrueMotion trueMotion(SetPointAxis[] axes, double tickS) {
        return FirmwareLaw.from(section.node(), chain)
                .map(law -> new TrueMotion(chain, axes, law, halfway(law), watched(), tickS))
                .orElse(null);
    }

    /** Between what set points keep and the limits. */
    private TrueMotion.Kept halfway(FirmwareLaw law) {
        double inset = HALF * section.value(ArmSetting.OVERSHOOT);
        double share = 1 - HALF * (1 - section.value(ArmSetting.VELOCITY_SHARE));
        int joints = chain.size();
        TrueMotion.Kept kept = new TrueMotion.Kept(
                new double[joints],
                new double[joints],
                new double[joints],
                share * workspace().mostMPerS(),
                HALF,
                law.answerS(bounds.velocity(), bounds.acceleration()));
        for (int i = 0; i < joints; i++) {
            kept.lower()[i] = bounds.lower()[i] + inset;
            kept.upper()[i] = bounds.upper()[i] - inset;
            kept.perS()[i] = share * bounds.velocity()[i];
        }
        return kept;
    }

    private double toolLeadM() {
        return section.node()
                .child("limits")
                .optional("tool_lead")
                .map(lead -> lead.quantity(Dimension.LENGTH, 1e-3, 1))
                .orElse(Double.POSITIVE_INFINITY);
    }

    Workspace workspace() {
        double[] lower = bounds.boxLowerM().clone();
        lower[2] = Math.max(lower[2], section.value(ArmSetting.FLOOR));
        double most = Math.min(
                section.value(ArmSetting.TOOL_SPEED),
                ContactSpeed.from(section.node().child("limits")));
        return new Workspace(
                lower,
                bounds.boxUpperM(),
                section.value(ArmSetting.VELOCITY_SHARE) * most,
                most,
                section.value(ArmSetting.CLEARANCE));
    }

    private ArmFrameRules rules(int joints) {
        return new ArmFrameRules(
                joints,
                section.value(ArmSetting.POSITION_JUMP),
                section.value(ArmSetting.VELOCITY_JUMP),
                4 * section.value(ArmSetting.STILL_SPEED));
    }

    private ArmStages.Tolerance tolerance() {
        return new ArmStages.Tolerance(
                section.value(ArmSetting.TRACKING),
                section.value(ArmSetting.STILL_SPEED),
                section.value(ArmSetting.STILL_TIME));
    }

    @Override
    public void checkReference(ConfigNode at, Reference reference, long durationNs) {
        ArmReferenceCheck.check(at, commandLimits(), workspace(), reference, durationNs);
    }
}
