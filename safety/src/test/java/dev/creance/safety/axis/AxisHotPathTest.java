package dev.creance.safety.axis;

import dev.creance.runtime.HotPathContract;
import java.util.List;

class AxisHotPathTest extends HotPathContract {
    private final JerkLimitedAxis jerky = new JerkLimitedAxis(new JerkLimitedAxis.Limits(-1, 1, 1, 5, 50), 1e-3);
    private final LaggedAxis lagged = new LaggedAxis(-1, 1, new LaggedAxis.Actuator(5, 1, 0.05), 1e-3);
    private int turn;

    @Override
    protected Class<?> anyOfTheProduct() {
        return LaggedAxis.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        return List.of(
                EntryPoint.of("JerkLimitedAxis.bound", () -> jerky.bound(place(), 0.9 - place(), 3 * place())),
                EntryPoint.of("LaggedAxis.bound", () -> lagged.bound(place(), 0.9 - place(), 3 * place())));
    }

    private double place() {
        turn = (turn + 1) % 19;
        return turn / 20.0 - 0.45;
    }
}
