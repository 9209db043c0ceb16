package dev.creance.sim.ode;

import dev.creance.runtime.HotPathContract;
import java.util.List;

class SolverHotPathTest extends HotPathContract {
    private static final Ode OSCILLATOR = (timeS, x, rateOut) -> {
        rateOut[0] = x[1];
        rateOut[1] = -x[0];
    };

    @Override
    protected Class<?> anyOfTheProduct() {
        return Solver.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        return List.of(
                of("Euler.advance", new Euler(4, 2)),
                of("RungeKutta4.advance", new RungeKutta4(4, 2)),
                of("DormandPrince.advance", new DormandPrince(1e-9, 1e-9, 2)));
    }

    private static EntryPoint of(String method, Solver solver) {
        double[] x = {1, 0};
        return EntryPoint.of(method, () -> solver.advance(OSCILLATOR, 0, 1e-3, x));
    }
}
