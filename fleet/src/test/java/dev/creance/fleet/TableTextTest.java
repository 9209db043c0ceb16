package dev.creance.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.fleet.RobotRow.Presence;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTextTest {
    private static final List<RobotRow> ROWS = List.of(
            new RobotRow(
                    "lab",
                    "crazyflie",
                    "r",
                    Presence.ALIVE,
                    "ACTIVE",
                    "POLICY",
                    1.004,
                    0.5,
                    3.9,
                    10,
                    0.04,
                    0,
                    0,
                    2,
                    "transition ARMING→ACTIVE"),
            new RobotRow(
                    "lab",
                    "arm-2",
                    "r",
                    Presence.DEAD,
                    "BACKUP",
                    "",
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    0,
                    12.3,
                    7,
                    1,
                    0,
                    "fault_begin SENSOR_STALE"));

    @Test
    void readsAsATable() {
        assertThat(TableText.of(ROWS, 200)).isEqualTo("""
                        2 robots: 1 alive, 1 dead
                        ROBOT      FLEET  IS     STATE   SOURCE  ALT[m]  SPEED[m/s]  BATT[V]  RATE[Hz]  SEEN[s]  MISSED  INTERV  LAST EVENT
                        crazyflie  lab    alive  ACTIVE  POLICY    1.00        0.50     3.90      10.0      0.0     0+0       2  transition ARMING→ACTIVE
                        arm-2      lab    dead   BACKUP               -           -        -       0.0     12.3     7+1       0  fault_begin SENSOR_STALE
                        """);
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        assertThat(TableText.of(ROWS, 60).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(60));
    }

    @Test
    void anEmptyFleetSaysSo() {
        assertThat(TableText.of(List.of(), 200)).startsWith("0 robots\n");
    }
}
