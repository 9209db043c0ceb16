package dev.creance.dynamics.drive.estimate;

import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.runtime.HotPathContract;
import java.util.List;

class DriveEstimateHotPathTest extends HotPathContract {
    private final double[] terminalV = {1, -0.5, -0.5};
    private final double[] currentA = {3, -1, -2};

    @Override
    protected Class<?> anyOfTheProduct() {
        return DriveObserver.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        DriveObserver observer = new DriveObserver(new DriveObserver.Settings(
                new PermanentMagnetSynchronous(3, 18e-3, 0.37e-3, 1.2e-3, 66e-3),
                0.02,
                0,
                1e-4,
                new DriveObserver.Bandwidth(500, 30),
                20));
        observer.start(0, 0);
        return List.of(EntryPoint.of("DriveObserver.step", () -> observer.step(terminalV, currentA, 0, 0.1)));
    }
}
