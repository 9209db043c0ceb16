package dev.creance.dynamics.estimate;

import dev.creance.runtime.HotPathContract;
import java.util.List;

class TrackingHotPathTest extends HotPathContract {
    private final double[] measured = {1, 2, 3};

    @Override
    protected Class<?> anyOfTheProduct() {
        return VelocityFilter.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        VelocityFilter filter = new VelocityFilter(new VelocityFilter.Settings(1e-3, 10, 1e-3, 5), 3);
        return List.of(EntryPoint.of("VelocityFilter.update", () -> {
            measured[0] += 1e-3;
            filter.update(measured, 0);
        }));
    }
}
