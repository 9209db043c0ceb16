package dev.creance.app;

import dev.creance.dynamics.arm.ArmInterface;
import dev.creance.dynamics.arm.urdf.ArmModels;
import dev.creance.dynamics.drive.DriveParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.record.FlightMetrics;
import dev.creance.record.report.ReportFacts;
import dev.creance.runtime.Layout;
import dev.creance.runtime.Policy;
import dev.creance.runtime.Reference;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.safety.ShieldSettings;
import dev.creance.sim.PlantConfig;
import dev.creance.sim.arm.ArmPlantConfig;
import dev.creance.sim.drive.DrivePlantConfig;
import dev.creance.sim.quadrotor.QuadrotorPlantConfig;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one class of machine brings to a run, as it is believed to be: everything else is the same for all. Where the section
 * {@code dynamics} is missing, it is believed to be what the simulated plant is.
 */
sealed interface MachineClass permits QuadrotorClass, DriveClass, ArmClass {
    String QUADROTOR = "quadrotor";
    String DRIVE = "drive";
    String ARM = "arm";

    /** What it measures. */
    default Layout sensors() {
        return stand().sensors();
    }

    /** What it takes. */
    default Layout commands() {
        return stand().commands();
    }

    /** Binds {@code scenario.reference}. */
    Reference reference(ConfigNode section);

    /** The section {@code shield}, bound. */
    ShieldSettings shield();

    /**
     * Controllers that know this machine, by name: instead of a policy, and for policies to go on top of.
     *
     * @param periodS from one observation to the next
     */
    Map<String, Supplier<Policy>> controllers(Reference reference, double periodS);

    /** One like it, for a rehearsal where no simulator is at the far end. */
    PlantConfig stand();

    /** When the task is judged: from the beginning, unless the machine has to get to its place first. */
    default FlightMetrics.Window window(Reference reference, long durationNs) {
        return new FlightMetrics.Window(0, durationNs * 1e-9);
    }

    /**
     * Binds what the file says of the machine, and its shield.
     *
     * @param plant absent where a real machine is at the far end
     */
    static MachineClass of(ConfigNode root, Optional<PlantConfig> plant) {
        ConfigNode shield = root.child("shield");
        Optional<ConfigNode> dynamics = root.optional("dynamics");
        return switch (model(root, dynamics)) {
            case DRIVE -> drive(dynamics, plant.map(DrivePlantConfig.class::cast), shield);
            case ARM -> arm(dynamics, plant.map(ArmPlantConfig.class::cast), shield);
            default -> quadrotor(dynamics, plant.map(QuadrotorPlantConfig.class::cast), shield);
        };
    }

    /** What both sections say, where both say it. */
    private static String model(ConfigNode root, Optional<ConfigNode> dynamics) {
        Optional<ConfigNode> believed = dynamics.flatMap(section -> section.optional("model"));
        Optional<String> simulated =
                root.optional("plant").map(section -> section.child("model").string());
        String model = believed.map(node -> node.choice(QUADROTOR, DRIVE, ARM))
                .or(() -> simulated)
                .orElse(QUADROTOR);
        if (simulated.isPresent() && !simulated.get().equals(model)) {
            throw believed.orElseThrow()
                    .error("=" + model + ", but plant.model=" + simulated.get())
                    .withHint("leave it out: it is what plant.model is");
        }
        return model;
    }

    private static QuadrotorClass quadrotor(
            Optional<ConfigNode> dynamics, Optional<QuadrotorPlantConfig> plant, ConfigNode shield) {
        return QuadrotorClass.of(
                dynamics.map(section -> QuadrotorParameterFiles.load(params(section)))
                        .orElseGet(() -> plant.orElseThrow().nominal()),
                shield);
    }

    private static DriveClass drive(
            Optional<ConfigNode> dynamics, Optional<DrivePlantConfig> plant, ConfigNode shield) {
        return DriveClass.of(
                dynamics.map(section -> DriveParameterFiles.load(params(section)))
                        .orElseGet(() -> plant.orElseThrow().nominal()),
                shield,
                plant);
    }

    private static ArmClass arm(Optional<ConfigNode> dynamics, Optional<ArmPlantConfig> plant, ConfigNode shield) {
        return ArmClass.of(
                dynamics.map(section -> ArmModels.load(params(section)))
                        .orElseGet(() -> plant.orElseThrow().nominal()),
                plant.map(ArmPlantConfig::taken).orElse(ArmInterface.POSITION),
                shield,
                plant);
    }

    private static ConfigNode params(ConfigNode section) {
        return section.only("model", "params").child("params");
    }

    /** The envelope that a report draws around a path, for a machine that has one. */
    default Optional<ReportFacts.Envelope> drawn() {
        return Optional.empty();
    }
}
