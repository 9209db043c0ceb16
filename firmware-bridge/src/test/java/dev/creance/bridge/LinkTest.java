package dev.creance.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.DeviceState;
import dev.creance.runtime.Directive;
import dev.creance.runtime.Source;
import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

class LinkTest {
    @Test
    void sensorFramesArriveAsSent() {
        Rig rig = Rig.shakenHands();
        rig.measured[1] = -0.25;
        rig.tick(Directive.NONE);

        assertThat(rig.sensors.values).containsExactly(0.1f, -0.25, 1.5);
        assertThat(rig.sensors.sequence).isEqualTo(1);
        assertThat(rig.sensors.sampleNs).isEqualTo(Rig.MS);
        assertThat(rig.sensors.validBits).isEqualTo(0b111);
    }

    @Test
    void theNewestOfSeveralCounts() {
        Rig rig = Rig.shakenHands();
        for (int i = 1; i <= 3; i++) {
            rig.measured[0] = i;
            rig.device.sendSensors(i * Rig.MS, rig.measured, 0b111);
        }
        rig.exchange();

        assertThat(rig.host.takeSensors(5, rig.sensors)).isTrue();
        assertThat(rig.sensors.values[0]).isEqualTo(3);
        assertThat(rig.sensors.receiptNs).isEqualTo(5);
        assertThat(rig.status.missedFrames).isZero();
        assertThat(rig.host.takeSensors(6, rig.sensors)).isFalse();
    }

    @Test
    void gapsAreCountedAndOlderFramesDropped() {
        Rig rig = Rig.shakenHands();
        rig.device.sendSensors(1, rig.measured, 0b111);
        byte[] first = rig.up.take();
        rig.device.sendSensors(2, rig.measured, 0b111);
        rig.up.lose();
        rig.device.sendSensors(3, rig.measured, 0b111);
        rig.exchange();
        rig.toHost(first);

        assertThat(rig.host.takeSensors(9, rig.sensors)).isTrue();
        assertThat(rig.sensors.sampleNs).isEqualTo(3);
        assertThat(rig.status.missedFrames).isEqualTo(2);
    }

    @Test
    void valuesThatAreNotFiniteAreMarkedInvalid() {
        Rig rig = Rig.shakenHands();
        rig.measured[1] = Double.NaN;
        rig.tick(Directive.NONE);

        assertThat(rig.sensors.validBits).isEqualTo(0b101);
    }

    @Test
    void aWrongChecksumIsCountedAndTheFrameDropped() {
        Rig rig = Rig.shakenHands();
        rig.device.sendSensors(1, rig.measured, 0b111);
        byte[] frame = rig.up.take();
        frame[1] ^= 0x40; // a data byte that is not zero before nor after, so that the framing holds
        rig.toHost(frame);

        assertThat(rig.host.takeSensors(2, rig.sensors)).isFalse();
        assertThat(rig.status.rejectedFrames).isEqualTo(1);
        assertThat(rig.host.rejectedFrames(Rejection.CHECKSUM)).isEqualTo(1);
    }

    @Test
    void silenceShowsInTheTimeOfTheLastReceipt() {
        Rig rig = Rig.flying();
        long last = rig.nowNs;
        rig.silence(5);
        rig.toHost(new byte[0]);

        assertThat(rig.status.lastReceiptNs).isEqualTo(last);
    }

    @Test
    void aGrantIsAnsweredOnceItsTimeIsReachedAndAgainWhereTheAnswerWasLost() {
        Rig rig = Rig.shakenHands();
        rig.host.grant(0, 5 * Rig.MS);
        rig.exchange();
        assertThat(rig.device.grantedUntilNs()).isEqualTo(5 * Rig.MS);
        assertThat(rig.host.grantDone()).isFalse();
        rig.device.grantDone(5 * Rig.MS);
        rig.up.lose();
        rig.host.repeatGrant(0);
        rig.exchange();

        assertThat(rig.host.grantDone()).isTrue();
        assertThat(rig.device.grantedUntilNs()).isEqualTo(DeviceEndpoint.NO_GRANT);
    }

    @Test
    void aCutLinkStillCarriesGrantsWhichAreNoSignOfLife() {
        Rig rig = Rig.flying();
        rig.device.inbound(MessageType::isLockstep);
        long lastReceiptNs = rig.status.lastReceiptNs;
        rig.tick(Directive.NONE);
        int applied = rig.device.appliedSequence();
        rig.up.lose();
        rig.host.grant(rig.nowNs, rig.nowNs + Rig.MS);
        rig.sendCommand(Directive.STOP);
        rig.toDevice(rig.down.take());
        rig.nowNs += 7 * Rig.MS;
        rig.device.grantDone(rig.nowNs);
        byte[] answer = rig.up.frame(MessageType.GRANT_DONE);
        rig.toHost(answer);

        assertThat(rig.host.grantDone()).isTrue();
        assertThat(rig.device.appliedSequence()).isEqualTo(applied);
        assertThat(rig.device.state()).isEqualTo(DeviceState.ARMED);
        assertThat(rig.status.lastReceiptNs).isEqualTo(lastReceiptNs + Rig.MS);
    }

    @Test
    void timeSynchronisationFindsTheOffsetToHalfTheRoundTrip() {
        Rig rig = Rig.shakenHands();
        long deviceBehindNs = 1_234_567;
        rig.nowNs = 10 * Rig.MS;
        long[] upNs = {700_000, 300_000, 900_000};
        for (long delayNs : upNs) {
            long sentNs = rig.nowNs;
            rig.host.requestTime(sentNs);
            byte[] request = rig.down.take();
            rig.device.receive(request, request.length, sentNs + 300_000 - deviceBehindNs);
            rig.nowNs = sentNs + 300_000 + delayNs;
            rig.toHost(rig.up.take());
        }

        assertThat(rig.status.roundTripNs).isEqualTo(600_000);
        assertThat(rig.status.clockOffsetNs).isEqualTo(deviceBehindNs);
        assertThat(rig.host.timeExchanges()).isEqualTo(3);
    }

    @Test
    void anAnswerToAnotherTimeRequestIsNotUsed() {
        Rig rig = Rig.shakenHands();
        rig.host.requestTime(1000);
        rig.toDevice(rig.down.take());
        byte[] answer = rig.up.take();
        rig.host.requestTime(2000);
        rig.toHost(answer);

        assertThat(rig.host.timeExchanges()).isZero();
    }

    @Test
    void noBytesWhateverMakeEitherEndThrowOrTheDeviceArm() {
        Rig rig = Rig.shakenHands();
        Property.check(4000, choices -> {
            byte[] bytes = new byte[choices.integer(0, 400)];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) choices.integer(0, 255);
            }
            rig.toDevice(bytes);
            rig.toHost(bytes);
            assertThat(rig.device.state()).isEqualTo(DeviceState.DISARMED);
        });
    }

    @Test
    void noPayloadWhateverInAWholeFrameMakesEitherEndThrowOrTheDeviceArm() {
        Rig rig = Rig.shakenHands();
        Property.check(4000, choices -> {
            MessageType type = choices.oneOf(MessageType.values());
            if (type == MessageType.STOP) {
                return; // needs no proof by design
            }
            int length = type.payloadBytes() >= 0 && choices.bool() ? type.payloadBytes() : choices.integer(0, 238);
            FrameWriter writer = new FrameWriter();
            java.nio.ByteBuffer out = writer.begin(type, choices.integer(0, 0xffff), choices.integer(0, 9), 0);
            for (int i = 0; i < length; i++) {
                out.put((byte) choices.integer(0, 255));
            }
            writer.send(rig.down);
            byte[] wire = rig.down.take();
            rig.toDevice(wire);
            rig.toHost(wire);
            assertThat(rig.device.state()).isEqualTo(DeviceState.DISARMED);
        });
    }

    @Test
    void aLinkThatLosesFlipsAndRepeatsBytesNeverMovesActuatorsOutsideTheBox() {
        Property.check(200, choices -> {
            Rig rig = Rig.flying();
            for (int tick = 0; tick < 60; tick++) {
                rig.nowNs += Rig.MS;
                rig.device.advance(rig.nowNs);
                rig.device.sendSensors(rig.nowNs, rig.measured, 0b111);
                rig.toHost(mangle(rig.up.take(), choices.integer(0, 9), choices.integer(0, 60)));
                rig.command.source = choices.oneOf(Source.values());
                rig.sendCommand(Directive.NONE);
                rig.toDevice(mangle(rig.down.take(), choices.integer(0, 9), choices.integer(0, 40)));
                if (rig.device.state() == DeviceState.ARMED) {
                    assertThat(rig.actuators()).containsExactly(0.5, 0.5);
                }
            }
        });
    }

    /** 0 loses the bytes, 1 flips a bit, 2 cuts them short, 3 repeats them; any other leaves them alone. */
    private static byte[] mangle(byte[] bytes, int how, int where) {
        return switch (how) {
            case 0 -> new byte[0];
            case 1 -> {
                bytes[where % bytes.length] ^= 8;
                yield bytes;
            }
            case 2 -> java.util.Arrays.copyOf(bytes, where % bytes.length);
            case 3 -> {
                byte[] twice = java.util.Arrays.copyOf(bytes, 2 * bytes.length);
                System.arraycopy(bytes, 0, twice, bytes.length, bytes.length);
                yield twice;
            }
            default -> bytes;
        };
    }
}
