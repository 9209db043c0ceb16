package dev.creance.policies.imports;

import java.util.List;

/** Knows one convention. */
public interface Importer {
    /** All of them; the first that reads a source is taken, so the more particular come first. */
    List<Importer> ALL = List.of(
            new LeappImporter(),
            new UnitreeImporter(),
            new LeggedRlDeployImporter(),
            new RlSarImporter(),
            new LeRobotImporter(),
            new HolosomaImporter(),
            new MjlabImporter(),
            new GodotImporter(),
            new MlAgentsImporter(),
            new PlaygroundImporter(),
            new StableBaselinesImporter(),
            new RslRlImporter(),
            new BareImporter());

    /** A short name, for {@code --format}. */
    String format();

    /** Whether the source follows this convention. */
    boolean reads(Source source);

    /** Writes down what the source says, and asks for what it does not. */
    void draft(Source source, Draft draft);
}
