package dev.creance.dynamics.quadrotor.power;

import dev.creance.runtime.HotPathContract;
import java.util.List;

class PowerHotPathTest extends HotPathContract {
    @Override
    protected Class<?> anyOfTheProduct() {
        return Battery.class;
    }

    @Override
    protected List<EntryPoint> entryPoints() {
        Battery battery = new Battery(BatteryParameters.crazyflie(), 1);
        RotorPower rotor = new RotorPower(1.7e-3, 0.2);
        return List.of(
                EntryPoint.of("Battery.draw, RotorPower.watts", () -> battery.draw(4 * rotor.watts(0.08), 1e-4)));
    }
}
