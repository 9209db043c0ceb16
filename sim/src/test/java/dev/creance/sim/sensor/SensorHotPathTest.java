package dev.creance.sim.sensor;

import dev.creance.runtime.HotPathContract;
import dev.creance.sim.Noise;
import java.util.List;

class SensorHotPathTest extends HotPathContract {
    private final double[] truth = {1, 2, 3};
    private long nowNs;

    @Override
    protected Class<?> anyOfTheProduct() {
        return Sensor.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        Sensor sensor = new Sensor(
                new Sensor.Parameters(
                        3,
                        new SensorErrors(0.01, 0.1, 0.01, 0.01, 100, 1e-3),
                        new SensorTiming(2, 0.01, 0.005, 0.1),
                        0.01),
                1_000_000,
                1);
        SensorBank bank =
                new SensorBank(List.of(new SensorBank.Placed(SensorFormat.ideal(2), 1)), 1_000_000, new Noise(1));
        return List.of(
                EntryPoint.of("Sensor.advance", () -> {
                    sensor.advance(truth, 0, nowNs);
                    nowNs += 1_000_000;
                }),
                EntryPoint.of("SensorBank.sense, SensorBank.arrived", () -> {
                    bank.sense(truth);
                    bank.arrived(0);
                }));
    }
}
