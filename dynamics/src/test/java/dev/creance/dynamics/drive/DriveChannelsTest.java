package dev.creance.dynamics.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void inTheRotorsFrameCurrentsAndDutiesHaveItsAxes() {
        DriveParameters pmsm = DriveParameterFiles.named("gem-pmsm");
        Layout sensors = DriveChannels.sensors(pmsm, DriveFrame.ROTOR);

        assertThat(names(sensors).subList(DriveChannels.CURRENT, sensors.size()))
                .containsExactly("current.d", "current.q");
        assertThat(sensors.size()).isEqualTo(DriveChannels.size(pmsm.machine(), DriveFrame.ROTOR));
        assertThat(DriveChannels.commands(pmsm.machine(), new ContinuousConverter.B6Bridge(0), DriveFrame.ROTOR)
                        .channels())
                .containsExactly(new Channel("duty.d", "1", -1, 1), new Channel("duty.q", "1", -1, 1));
    }

    @Test
    void anExcitedRotorHasAThirdAxis() {
        ContinuousConverter.B6Bridge bridge = new ContinuousConverter.B6Bridge(0);

        assertThat(names(DriveChannels.commands(Machines.EXTERNALLY_EXCITED_SYNCHRONOUS, bridge, DriveFrame.ROTOR)))
                .containsExactly("duty.d", "duty.q", "duty.excitation");
    }

    @Test
    void onlyASynchronousMachineHasARotorFrame() {
        assertThat(DriveFrame.of(Machines.PERMANENT_MAGNET_SYNCHRONOUS)).isEqualTo(DriveFrame.ROTOR);
        assertThat(DriveFrame.of(Machines.PERMANENT_MAGNET_DC)).isEqualTo(DriveFrame.TERMINALS);
        assertThatThrownBy(() -> DriveChannels.size(Machines.PERMANENT_MAGNET_DC, DriveFrame.ROTOR))
                .hasMessageContaining("no rotor frame");
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
