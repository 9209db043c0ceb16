package dev.creance.policies;

import dev.creance.runtime.HotPathContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What runs in the tick; the inference is held to the engine's own bytes by {@link AllocationTest}. */
class PoliciesHotPathTest extends HotPathContract {
    private final Quadrotor quadrotor = new Quadrotor();

    @Override
    protected Class<?> anyOfTheProduct() {
        return ManifestPolicy.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        List<EntryPoint> points = new ArrayList<>();
        for (String name : List.of("raptor", "l2f_own_350k")) {
            ManifestPolicy policy = Policies.load("zoo/" + name, Path.of(""), Quadrotor.askedAt(500));
            closing(policy::close);
            float[] observation = new float[policy.observationSize()];
            float[] action = new float[4];
            double[] command = new double[4];
            points.add(EntryPoint.of(
                    "ManifestPolicy.observe, ManifestPolicy.command, ManifestPolicy.acted with "
                            + "ChannelSource.values, RotationSource.values, ActionMemory.values of " + name,
                    () -> {
                        policy.observe(quadrotor.sensors, quadrotor.reference, observation);
                        policy.command(action, command);
                        policy.acted(action, command);
                    }));
            points.add(EntryPoint.of("ManifestPolicy.reset of " + name, policy::reset));
        }
        return points;
    }
}
