package dev.creance.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.DeviceState;
import dev.creance.runtime.Directive;
import dev.creance.runtime.Source;
import org.junit.jupiter.api.Test;

class DeviceStateTest {
    @Test
    void aCommandActsFromItsArrivalUntilItExpires() {
        Rig rig = Rig.flying();

        assertThat(rig.actuators()).containsExactly(0.5, 0.5);
        rig.silence(20);
        assertThat(rig.device.state()).isEqualTo(DeviceState.ARMED);
        rig.silence();
        assertThat(rig.device.state()).isEqualTo(DeviceState.LEVELLING);
        assertThat(rig.device.expiredSinceNs()).isEqualTo(rig.nowNs - Rig.MS);
    }

    @Test
    void aFreshCommandAtTheEndOfTheWindowResumesFlight() {
        Rig rig = Rig.flying();
        rig.silence(219);
        rig.tick(Directive.NONE);

        assertThat(rig.device.state()).isEqualTo(DeviceState.ARMED);
    }

    @Test
    void anIdleCommandDoesNotResumeFlight() {
        Rig rig = Rig.flying();
        rig.silence(100);
        rig.command.source = Source.NONE;
        rig.tick(Directive.NONE);

        assertThat(rig.device.state()).isEqualTo(DeviceState.LEVELLING);
    }

    @Test
    void afterTheWindowItDescendsAndTakesNoMoreCommands() {
        Rig rig = Rig.flying();
        rig.silence(221);
        assertThat(rig.device.state()).isEqualTo(DeviceState.DESCENDING);
        rig.tick(Directive.NONE);
        rig.tick(Directive.ARM);

        assertThat(rig.device.state()).isEqualTo(DeviceState.DESCENDING);
        assertThat(rig.host.lastResult()).isEqualTo(AckResult.REFUSED_STATE);
    }

    @Test
    void onceLandedItIsDisarmedAndItsActuatorsAreOff() {
        Rig rig = Rig.flying();
        rig.silence(300);
        rig.device.landed(rig.nowNs);

        assertThat(rig.device.state()).isEqualTo(DeviceState.DISARMED);
        assertThat(rig.actuators()).containsExactly(0, 0);
    }

    @Test
    void landingOnItsOwnDoesNotEndAnArmedFlight() {
        Rig rig = Rig.flying();
        rig.device.landed(rig.nowNs);

        assertThat(rig.device.state()).isEqualTo(DeviceState.ARMED);
    }

    @Test
    void theOrderToLandCannotBeTakenBack() {
        Rig rig = Rig.flying();
        rig.tick(Directive.LAND);
        rig.tick(Directive.NONE);

        assertThat(rig.device.state()).isEqualTo(DeviceState.DESCENDING);
    }

    @Test
    void armedButNeverFlownItWaitsForAHostThatStandsStill() {
        Rig rig = Rig.armed();
        rig.command.source = Source.NONE;
        rig.tick(Directive.NONE);
        rig.silence(219);
        assertThat(rig.device.state()).isEqualTo(DeviceState.ARMED);
        assertThat(rig.device.idle()).isTrue();
        rig.command.source = Source.POLICY;
        rig.tick(Directive.NONE);

        assertThat(rig.device.state()).isEqualTo(DeviceState.ARMED);
        assertThat(rig.device.idle()).isFalse();
    }

    @Test
    void armedButNeverFlownItDisarmsWhenTheHostStaysAway() {
        Rig rig = Rig.armed();
        rig.command.source = Source.NONE;
        rig.tick(Directive.NONE);
        rig.silence(221);

        assertThat(rig.device.state()).isEqualTo(DeviceState.DISARMED);
    }

    @Test
    void armedButNeverFlownItDisarmsOnTheOrderToLand() {
        Rig rig = Rig.armed();
        rig.command.source = Source.NONE;
        rig.tick(Directive.LAND);

        assertThat(rig.device.state()).isEqualTo(DeviceState.DISARMED);
    }

    @Test
    void disarmingTurnsActuatorsOff() {
        Rig rig = Rig.flying();
        rig.tick(Directive.DISARM);

        assertThat(rig.device.state()).isEqualTo(DeviceState.DISARMED);
        assertThat(rig.actuators()).containsExactly(0, 0);
    }

    @Test
    void commandsBeforeArmingDoNotAct() {
        Rig rig = Rig.shakenHands();
        rig.tick(Directive.NONE);

        assertThat(rig.actuators()).containsExactly(0, 0);
        assertThat(rig.device.appliedSequence()).isZero();
    }

    @Test
    void armingIsSentAgainUntilItIsConfirmedAndThenNoMore() {
        Rig rig = Rig.shakenHands();
        rig.sendCommand(Directive.ARM);
        rig.down.lose();
        rig.sendCommand(Directive.ARM);
        assertThat(rig.down.count(MessageType.ARM)).isEqualTo(1);
        rig.exchange();
        rig.sendCommand(Directive.ARM);

        assertThat(rig.down.count(MessageType.ARM)).isZero();
        assertThat(rig.status.state).isEqualTo(DeviceState.ARMED);
    }

    @Test
    void aDelayedCopyOfAnOrderToArmCannotArmAgain() {
        Rig rig = Rig.shakenHands();
        rig.sendCommand(Directive.ARM);
        byte[] copy = rig.down.frame(MessageType.ARM);
        rig.exchange();
        rig.tick(Directive.DISARM);
        assertThat(rig.device.state()).isEqualTo(DeviceState.DISARMED);
        rig.toDevice(copy);

        assertThat(rig.device.state()).isEqualTo(DeviceState.DISARMED);
        rig.tick(Directive.ARM);
        assertThat(rig.device.state()).isEqualTo(DeviceState.ARMED);
    }

    @Test
    void anOrderToArmFromAnotherSessionIsRefused() {
        Rig rig = Rig.shakenHands();
        Wire other = new Wire();
        HostEndpoint stranger =
                new HostEndpoint(new HostProfile("other", 99, false, Rig.SENSORS, Rig.COMMANDS, Rig.ENVELOPE), other);
        stranger.sendDirective(0, Directive.ARM);
        rig.toDevice(other.take());

        assertThat(rig.device.state()).isEqualTo(DeviceState.DISARMED);
    }

    @Test
    void aFaultOfTheDevicesOwnForbidsArming() {
        Rig rig = Rig.shakenHands();
        rig.device.faults(DeviceFaults.INERTIAL_SENSOR, rig.nowNs);
        rig.tick(Directive.ARM);

        assertThat(rig.device.state()).isEqualTo(DeviceState.DISARMED);
        assertThat(rig.host.lastResult()).isEqualTo(AckResult.REFUSED_FAULT);
        assertThat(rig.host.lastFault().cause).isEqualTo(DeviceFaults.INERTIAL_SENSOR);
        assertThat(DeviceFaults.describe(rig.host.lastFault().faultBits)).isEqualTo("inertial sensor");
    }

    @Test
    void stopIsSentThreeTimesLatchedAndConfirmed() {
        Rig rig = Rig.flying();
        rig.sendCommand(Directive.STOP);
        assertThat(rig.down.count(MessageType.STOP)).isEqualTo(3);
        rig.exchange();

        assertThat(rig.device.state()).isEqualTo(DeviceState.STOPPED);
        assertThat(rig.actuators()).containsExactly(0, 0);
        assertThat(rig.host.stopConfirmed()).isTrue();
        rig.tick(Directive.ARM);
        rig.tick(Directive.DISARM);
        rig.device.landed(rig.nowNs);
        assertThat(rig.device.state()).isEqualTo(DeviceState.STOPPED);
    }

    @Test
    void stopNeedsNoSession() {
        Rig rig = new Rig();
        rig.host.stopSender(rig.down).send(Directive.STOP, 0);
        rig.toDevice(rig.down.take());

        assertThat(rig.device.state()).isEqualTo(DeviceState.STOPPED);
    }

    @Test
    void onlyClearingEndsAStopAndADelayedCopyOfItEndsNoLaterOne() {
        Rig rig = Rig.flying();
        rig.tick(Directive.STOP);
        rig.host.requestClearStop(rig.nowNs);
        byte[] copy = rig.down.frame(MessageType.CLEAR_STOP);
        rig.exchange();
        assertThat(rig.device.state()).isEqualTo(DeviceState.DISARMED);
        assertThat(rig.host.stopConfirmed()).isFalse();
        rig.tick(Directive.STOP);
        rig.toDevice(copy);

        assertThat(rig.device.state()).isEqualTo(DeviceState.STOPPED);
    }

    @Test
    void aReportOfTheStopThatWasOnItsWayDoesNotOutliveTheClearing() {
        Rig rig = Rig.flying();
        rig.sendCommand(Directive.STOP);
        rig.toDevice(rig.down.take());
        byte[] stopped = rig.up.take();
        rig.host.requestClearStop(rig.nowNs);
        rig.toHost(stopped);
        assertThat(rig.host.stopConfirmed()).isTrue();
        rig.exchange();

        assertThat(rig.host.state()).isEqualTo(DeviceState.DISARMED);
        assertThat(rig.host.stopConfirmed()).isFalse();
    }

    @Test
    void clearingDoesNothingInFlight() {
        Rig rig = Rig.flying();
        rig.host.requestClearStop(rig.nowNs);
        rig.exchange();

        assertThat(rig.device.state()).isEqualTo(DeviceState.ARMED);
    }

    @Test
    void aNewHandshakeDoesNotClearAStop() {
        Rig rig = Rig.flying();
        rig.tick(Directive.STOP);
        rig.host.hello(rig.nowNs);
        rig.exchange();

        assertThat(rig.status.state).isEqualTo(DeviceState.STOPPED);
    }
}
