package dev.creance.sim.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.drive.ContinuousConverter;
import dev.creance.dynamics.drive.Converter;
import dev.creance.dynamics.drive.DriveChannels;
import dev.creance.dynamics.drive.DriveParameterFiles;
import dev.creance.dynamics.drive.DriveParameters;
import dev.creance.dynamics.drive.Fidelity;
import dev.creance.dynamics.drive.Load;
import dev.creance.dynamics.drive.Machine;
import org.junit.jupiter.api.Test;

class DrivePlantTest {
    private static final DriveParameters PMSM = DriveParameterFiles.named("gem-pmsm");
    private static final DriveParameters DC = DriveParameterFiles.named("gem-permanent-magnet-dc");
    private static final double STEP_S = 1e-3;

    @Test
    void measuresInTheOrderOfItsLayout() {
        DrivePlant plant = Drives.plant(PMSM, new ContinuousConverter.B6Bridge(0), new IdealSupply(300), bench());
        double[] measured = new double[plant.measurements().size()];
        plant.drive().state()[Machine.OMEGA] = 100;
        plant.step(new double[3], STEP_S);
        plant.measure(measured);

        assertThat(plant.commands().size()).isEqualTo(3);
        assertThat(measured[plant.measurements().indexOf("supply.voltage")]).isEqualTo(300);
        assertThat(measured[plant.measurements().indexOf("shaft.angle")]).isCloseTo(0.1, within(2e-3));
        assertThat(measured[plant.measurements().indexOf("winding.temperature")])
                .isBetween(293.15, 294.0);
    }

    @Test
    void aHotWindingCarriesLessCurrent() {
        Converter converter = new ContinuousConverter.FourQuadrant(0, Fidelity.PHYSICAL);
        DrivePlant plant = Drives.plant(DC, converter, new IdealSupply(60), bench());
        double[] measured = new double[plant.measurements().size()];
        double[] command = {0.05};
        plant.step(command, 0.02);
        plant.measure(measured);
        double cold = measured[DriveChannels.CURRENT];
        for (int step = 0; step < 60_000; step++) {
            plant.step(command, STEP_S);
        }
        plant.measure(measured);

        double kelvin = measured[DriveChannels.WINDING_TEMPERATURE] - 293.15;
        assertThat(kelvin).isGreaterThan(20);
        assertThat(measured[DriveChannels.CURRENT]).isCloseTo(cold / (1 + 3.93e-3 * kelvin), within(0.5));
    }

    @Test
    void aShaftMayTurnForEver() {
        DrivePlant plant = Drives.plant(PMSM, new ContinuousConverter.B6Bridge(0), new IdealSupply(300), bench());
        plant.drive().state()[Machine.OMEGA] = 400;
        double[] measured = new double[plant.measurements().size()];
        for (int step = 0; step < 40_000; step++) {
            plant.step(new double[3], STEP_S);
            plant.measure(measured);
            if (step > 10) {
                assertThat(measured[DriveChannels.SPEED]).isCloseTo(400, within(2.0));
            }
        }

        assertThat(Math.abs(plant.drive().shaftRad())).isLessThan(2 * Math.PI * 1001);
        assertThat(measured[DriveChannels.ANGLE]).isCloseTo((400 * 40.0) % (2 * Math.PI), within(2e-3));
    }

    private static Load bench() {
        return new Load.ConstantSpeed();
    }
}
