package dev.creance.dynamics.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class DriveChannelsTest {
    @ParameterizedTest
    @FieldSource("dev.creance.dynamics.drive.DriveParameterFiles#NAMES")
    void theOffsetsAreThoseOfTheLayout(String name) {
        DriveParameters parameters = DriveParameterFiles.named(name);
        Layout sensors = DriveChannels.sensors(parameters);

        assertThat(sensors.indexOf("shaft.speed")).isEqualTo(DriveChannels.SPEED);
        assertThat(sensors.indexOf("supply.voltage")).isEqualTo(DriveChannels.SUPPLY_VOLTAGE);
        assertThat(sensors.indexOf("inverter.temperature")).isEqualTo(DriveChannels.INVERTER_TEMPERATURE);
        assertThat(sensors.channels().get(DriveChannels.CURRENT).name()).startsWith("current.");
        assertThat(sensors.size()).isEqualTo(DriveChannels.size(parameters.machine()));
    }

    @Test
    void theCommandsOfABridgeAreDutyCyclesOfItsPhases() {
        assertThat(names(DriveChannels.commands(
                        Machines.PERMANENT_MAGNET_SYNCHRONOUS, new ContinuousConverter.B6Bridge(0))))
                .containsExactly("duty.a", "duty.b", "duty.c");
    }

    @Test
    void theCommandOfAFiniteSetIsTheNumberOfItsState() {
        Layout commands =
                DriveChannels.commands(Machines.PERMANENT_MAGNET_SYNCHRONOUS, new FiniteConverter.B6Bridge(0));

        assertThat(commands.channels()).containsExactly(new Channel("switches.0", "1", 0, 7));
    }

    @Test
    void evenOneSwitchIsNoDutyCycle() {
        assertThat(names(DriveChannels.commands(Machines.PERMANENT_MAGNET_DC, new FiniteConverter.OneQuadrant())))
                .containsExactly("switches.0");
    }

    private static List<String> names(Layout layout) {
        return layout.channels().stream().map(Channel::name).toList();
    }
}
