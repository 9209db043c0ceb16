package dev.creance.dynamics.reference;

import dev.creance.dynamics.arm.ArmReferences;
import dev.creance.dynamics.arm.urdf.ArmModels;
import dev.creance.dynamics.drive.DriveParameterFiles;
import dev.creance.dynamics.drive.DriveReferences;
import dev.creance.runtime.Frame;
import dev.creance.runtime.HotPathContract;
import dev.creance.runtime.Reference;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import java.util.List;

class ReferenceHotPathTest extends HotPathContract {
    private static final long TICK_NS = 1_000_000;

    @Override
    protected Class<?> anyOfTheProduct() {
        return Steps.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        return List.of(
                drive("Steps", "{kind: current, steps: [{at: 0 s, d: 0 A, q: 10 A}, {at: 0.5 s, d: -5 A, q: 40 A}]}"),
                drive("RandomSteps", "{kind: random_current, seed: 1, interval: 50 ms, share: 0.9}"),
                drive(
                        "Ramps",
                        "{kind: speed, steps: [{at: 0 s, speed: 0 rad/s}, {at: 1 s, speed: 100 rad/s}], ramp: 500 rad/s2}"),
                arm(
                        "Waypoints",
                        "{kind: joint, waypoints: ["
                                + "{at: 0 s, position: [0 rad, 0 rad, 0 rad, -1 rad, 0 rad, 1 rad, 0 rad]},"
                                + "{at: 2 s, position: [1 rad, 0 rad, 1 rad, -1 rad, 0 rad, 1 rad, 0 rad]}]}"));
    }

    private static EntryPoint drive(String name, String text) {
        return sampling(name, DriveReferences.from(node(text), DriveParameterFiles.named("gem-pmsm")));
    }

    private static EntryPoint arm(String name, String text) {
        return sampling(name, ArmReferences.from(node(text), ArmModels.named("franka-panda")));
    }

    private static ConfigNode node(String text) {
        return ConfigFile.parse("robot.yaml", text);
    }

    private static EntryPoint sampling(String name, Reference reference) {
        Frame frame = new Frame(reference.layout());
        long[] tick = {0};
        return EntryPoint.of(name + ".sample", () -> reference.sample(tick[0]++ % 3000 * TICK_NS, frame));
    }
}
