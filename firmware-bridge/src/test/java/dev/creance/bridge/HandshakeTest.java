package dev.creance.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Channel;
import dev.creance.runtime.DeviceState;
import dev.creance.runtime.Directive;
import dev.creance.runtime.Layout;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandshakeTest {
    @Test
    void makesTheDeviceKnownAndReady() {
        Rig rig = Rig.shakenHands();

        assertThat(rig.host.identity()).isEqualTo(Rig.IDENTITY);
        assertThat(rig.host.helloResult()).isEqualTo(HelloResult.ACCEPTED);
        assertThat(rig.status.ready).isTrue();
        assertThat(rig.status.lastReceiptNs).isZero();
    }

    @Test
    void beforeItNothingIsStreamed() {
        Rig rig = new Rig();
        rig.device.sendSensors(0, rig.measured, 0b111);

        assertThat(rig.up.types()).isEmpty();
        assertThat(rig.status.ready).isFalse();
    }

    @Test
    void repeatingItChangesNothing() {
        Rig rig = new Rig();
        rig.host.hello(0);
        rig.host.hello(0);
        rig.exchange();
        rig.tick(Directive.ARM);
        rig.exchange();

        assertThat(rig.device.state()).isEqualTo(DeviceState.ARMED);
        assertThat(rig.status.missedFrames).isZero();
    }

    @Test
    void withAnotherLayoutStartsNoSessionAndNamesBothHashes() {
        Rig rig = new Rig(new Layout(List.of(Channel.unbounded("gyro.x", "deg/s"))), Rig.ENVELOPE);
        rig.host.hello(0);
        rig.exchange();

        assertThat(rig.host.helloResult()).isEqualTo(HelloResult.SCHEMA_MISMATCH);
        assertThat(rig.host.deviceSchemas().sensors())
                .isNotEqualTo(rig.host.schemas().sensors());
        assertThat(rig.status.ready).isFalse();
        assertThat(rig.device.inSession()).isFalse();
    }

    @Test
    void withAnotherEnvelopeStreamsSensorsButDoesNotArm() {
        Rig rig = new Rig(Rig.SENSORS, Rig.envelope(0.8f));
        rig.host.hello(0);
        rig.exchange();
        rig.tick(Directive.ARM);
        rig.exchange();

        assertThat(rig.host.helloResult()).isEqualTo(HelloResult.ENVELOPE_MISMATCH);
        assertThat(rig.status.ready).isFalse();
        assertThat(rig.sensors.sequence).isEqualTo(1);
        assertThat(rig.device.state()).isEqualTo(DeviceState.DISARMED);
        assertThat(rig.host.lastResult()).isEqualTo(AckResult.REFUSED_ENVELOPE);
    }

    @Test
    void ofAnotherHostIsTurnedAwayWhileTheDeviceFlies() {
        Rig rig = Rig.flying();
        Wire other = new Wire();
        HostEndpoint intruder =
                new HostEndpoint(new HostProfile("other", 99, false, Rig.SENSORS, Rig.COMMANDS, Rig.ENVELOPE), other);
        intruder.hello(rig.nowNs);
        rig.toDevice(other.take());
        byte[] answer = rig.up.take();
        intruder.receive(answer, answer.length, rig.nowNs);

        assertThat(intruder.helloResult()).isEqualTo(HelloResult.BUSY);
        rig.tick(Directive.NONE);
        assertThat(rig.device.refusedCommands()).isZero();
    }

    @Test
    void aDeviceThatHasRestartedStaysSilentAndIsNoLongerReadyOnceAsked() {
        Rig rig = Rig.shakenHands();
        Rig restarted = new Rig();
        rig.host.sendDirective(rig.nowNs, Directive.ARM);
        restarted.toDevice(rig.down.take());
        rig.toHost(restarted.up.take());

        assertThat(restarted.device.state()).isEqualTo(DeviceState.DISARMED);
        assertThat(rig.status.ready).isFalse();
    }

    @Test
    void namesThatAreNotPrintableAreShownAsQuestionMarks() {
        byte[] hostile = DeviceIdentity.nameBytes("ab");
        hostile[1] = 0x1b;

        assertThat(DeviceIdentity.name(hostile)).isEqualTo("a?");
    }
}
