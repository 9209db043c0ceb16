package dev.creance.dynamics.quadrotor.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.HotPathContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class EstimateHotPathTest extends HotPathContract {
    private static final long PERIOD_NS = 1_000_000;

    private final double[] gyro = {0, 0, 0};
    private final double[] accel = {0, 0, 9.81};
    private final double[] pose = {0, 0, 0, 0, 0, 0, 1, 0, 0, 0};
    private final double[] upright = {1, 0, 0, 0};
    private long nowNs;
    private boolean working = true;

    @Override
    protected Class<?> anyOfTheProduct() {
        return InertialFilter.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        InertialFilter filter = new InertialFilter(InertialFilterSettings.crazyflie(), 1000);
        return List.of(EntryPoint.of("InertialFilter.inertial, with a late fix in every tenth call", () -> {
            nowNs += PERIOD_NS;
            if (filter.status() == EstimateStatus.WAITING) {
                filter.start(nowNs, pose);
            }
            if (nowNs % (10 * PERIOD_NS) == 0) {
                filter.position(nowNs - 30 * PERIOD_NS, pose, 0, 0.01);
                filter.orientation(nowNs - 30 * PERIOD_NS, upright, 0, 0.01);
            }
            filter.inertial(nowNs, gyro, 0, accel, 0);
            working &= filter.status() == EstimateStatus.TRACKING;
        }));
    }

    @AfterEach
    void itWorkedAllTheTime() {
        assertThat(working).isTrue();
    }
}
