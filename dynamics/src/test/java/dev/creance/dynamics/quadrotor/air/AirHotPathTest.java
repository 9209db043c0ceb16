package dev.creance.dynamics.quadrotor.air;

import dev.creance.dynamics.quadrotor.QuadrotorParameterFiles;
import dev.creance.dynamics.quadrotor.QuadrotorState;
import dev.creance.runtime.HotPathContract;
import java.util.List;

class AirHotPathTest extends HotPathContract {
    private final double[] force = new double[3];
    private final double[] torque = new double[3];
    private double share;
    private long draw;

    @Override
    protected Class<?> anyOfTheProduct() {
        return FlightLoads.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        QuadrotorState state = new QuadrotorState(4);
        FlightLoads loads = new FlightLoads(
                QuadrotorParameterFiles.named("crazyflie-2.x"), Drag.crazyflie(), GroundEffect.crazyflie());
        loads.loss[2] = 0.3;
        CosineGust gust = new CosineGust(new double[] {1, 0, 0}, 0, 1000, 0);
        DrydenTurbulence air = new DrydenTurbulence(
                new DrydenTurbulence.Site(DrydenSpectrum.lowAltitude(5, 3), 5, 1), 0.001, () -> draw++ % 3 - 1.0);
        return List.of(
                EntryPoint.of("FlightLoads.evaluate", () -> loads.evaluate(state.values, force, torque)),
                EntryPoint.of("DrydenTurbulence.advance", air::advance),
                EntryPoint.of("CosineGust.share", () -> share += gust.share(share % 2000)));
    }
}
