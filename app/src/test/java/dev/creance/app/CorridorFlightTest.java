package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.dynamics.quadrotor.QuadrotorChannels;
import dev.creance.record.LogReader;
import dev.creance.runtime.TickRecord;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The corridor's example, from the file to the goal, in lockstep. */
class CorridorFlightTest {
    private static final double BAFFLE_M = 0.7;

    @TempDir
    private Path folder;

    @Test
    void itTakesOffPassesBothGapsAndWaitsAtTheGoal() throws IOException {
        int exit = Main.commandLine()
                .execute(
                        "run",
                        "../examples/quadrotor-corridor.yaml",
                        "--lockstep",
                        "--set",
                        "telemetry.mqtt=off",
                        "--set",
                        "devices.vehicle.port=sim",
                        "--out",
                        folder.resolve("run").toString());
        assertThat(exit).isEqualTo(ExitCode.DONE);

        double x = Double.NaN;
        double y = Double.NaN;
        double atFirst = Double.NaN;
        double atSecond = Double.NaN;
        try (LogReader log = LogReader.open(folder.resolve("run").resolve("flight.mcap"))) {
            TickRecord tick = log.schema().newRecord();
            while (log.next(tick)) {
                double before = x;
                x = tick.in.sensors.values[QuadrotorChannels.POSITION];
                y = tick.in.sensors.values[QuadrotorChannels.POSITION + 1];
                atFirst = before < -BAFFLE_M && x >= -BAFFLE_M ? y : atFirst;
                atSecond = before < BAFFLE_M && x >= BAFFLE_M ? y : atSecond;
            }
        }
        assertThat(atFirst).as("y at the first baffle, m").isBetween(0.2, 0.9);
        assertThat(atSecond).as("y at the second baffle, m").isBetween(-0.9, -0.2);
        assertThat(Math.hypot(x - 1.6, y)).as("from the goal, m").isLessThan(0.35);
    }
}
