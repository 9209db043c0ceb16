package dev.creance.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.DeviceState;
import dev.creance.runtime.Directive;
import dev.creance.runtime.Source;
import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

class CommandTest {
    @Test
    void whatTheDeviceAppliedIsReportedWithItsAge() {
        Rig rig = Rig.flying();
        rig.tick(Directive.NONE);
        rig.nowNs += 3 * Rig.MS;
        rig.device.sendSensors(rig.nowNs, rig.measured, 0b111);
        byte[] frame = rig.up.frame(MessageType.SENSORS);
        rig.exchange();

        assertThat(rig.status.appliedCommand).isEqualTo(3);
        SensorsMessage message = new SensorsMessage(3);
        FrameReader reader = new FrameReader();
        reader.feed(frame, frame.length, each -> message.read(each.payload()));
        assertThat(message.commandAgeUs).isEqualTo(3000);
    }

    @Test
    void aDuplicateOrAnOlderOneIsDropped() {
        Rig rig = Rig.flying();
        rig.command.values[0] = 0.51;
        rig.sendCommand(Directive.NONE);
        byte[] first = rig.down.take();
        rig.command.values[0] = 0.52;
        rig.sendCommand(Directive.NONE);
        byte[] second = rig.down.take();
        rig.toDevice(second);
        rig.toDevice(first);
        rig.toDevice(second);

        assertThat(rig.actuators()[0]).isEqualTo(0.52f);
        assertThat(rig.device.refusedCommands()).isZero();
    }

    @Test
    void aThreadThatKeepsSendingWhileTheLoopHangsIsRefusedAndCommandsExpire() {
        Rig rig = Rig.flying();
        for (int i = 0; i < 30; i++) {
            rig.nowNs += Rig.MS;
            rig.device.advance(rig.nowNs);
            rig.host.sendCommand(rig.nowNs, rig.command);
            rig.exchange();
        }

        assertThat(rig.device.lastRefusal()).isEqualTo(Refusal.SHIELD_STUCK);
        assertThat(rig.device.state()).isEqualTo(DeviceState.LEVELLING);
    }

    @Test
    void aSensorFrameMayBeUsedAgainForAsLongAsTheEnvelopeAllows() {
        Rig rig = Rig.flying();
        for (int i = 0; i < 20; i++) {
            missSensorsOnce(rig);
        }
        assertThat(rig.device.lastRefusal()).isEqualTo(Refusal.NONE);
        missSensorsOnce(rig);

        assertThat(rig.device.lastRefusal()).isEqualTo(Refusal.SENSORS_STALE);
    }

    private static void missSensorsOnce(Rig rig) {
        rig.nowNs += Rig.MS;
        rig.device.advance(rig.nowNs);
        rig.device.sendSensors(rig.nowNs, rig.measured, 0b111);
        rig.up.lose();
        rig.sendCommand(Directive.NONE);
        rig.toDevice(rig.down.take());
    }

    @Test
    void aSensorFrameThatWasNeverSentProvesNothing() {
        Rig rig = Rig.flying();
        rig.command.shieldSequence++;
        rig.command.policySequence = rig.command.shieldSequence;
        rig.command.sensorSequence++;
        rig.host.sendCommand(rig.nowNs, rig.command);
        rig.exchange();

        assertThat(rig.device.lastRefusal()).isEqualTo(Refusal.SENSORS_STALE);
    }

    @Test
    void aHungPolicyLosesItsAuthorityAtItsDeadlineWhileTheBackupKeepsItsOwn() {
        Rig rig = Rig.flying();
        long hungAt = rig.command.policySequence;
        for (int i = 0; i < 30; i++) {
            decide(rig, Source.HELD, hungAt);
        }
        assertThat(rig.device.lastRefusal()).isEqualTo(Refusal.NONE);
        decide(rig, Source.POLICY, hungAt);
        assertThat(rig.device.lastRefusal()).isEqualTo(Refusal.POLICY_LATE);
        decide(rig, Source.BACKUP, hungAt);
        decide(rig, Source.RECOVERY, hungAt);
        assertThat(rig.device.refusedCommands()).as("the shield's own").isEqualTo(1);
        decide(rig, Source.POLICY, hungAt);
        assertThat(rig.device.refusedCommands()).isEqualTo(2);
        decide(rig, Source.POLICY, hungAt + 1);

        assertThat(rig.device.refusedCommands()).isEqualTo(2);
    }

    private static void decide(Rig rig, Source source, long policySequence) {
        rig.command.source = source;
        rig.command.shieldSequence++;
        rig.command.policySequence = policySequence;
        rig.host.sendCommand(rig.nowNs, rig.command);
        rig.exchange();
    }

    @Test
    void aLateLoopThatSkipsTickNumbersKeepsThePolicysAuthority() {
        Rig rig = Rig.flying();
        decide(rig, Source.POLICY, rig.command.policySequence + 500);
        decide(rig, Source.POLICY, rig.command.policySequence + 10);

        assertThat(rig.device.refusedCommands()).isZero();
    }

    @Test
    void aPolicyThatGoesBackHasNoAuthority() {
        Rig rig = Rig.flying();
        decide(rig, Source.POLICY, rig.command.policySequence - 1);

        assertThat(rig.device.lastRefusal()).isEqualTo(Refusal.POLICY_LATE);
    }

    @Test
    void validityOfNothingOrBeyondTheEnvelopeIsRefused() {
        for (int validForUs : new int[] {0, -1, 60_001, Integer.MIN_VALUE}) {
            Rig rig = Rig.flying();
            rig.command.validForUs = validForUs;
            rig.tick(Directive.NONE);

            assertThat(rig.device.lastRefusal()).isEqualTo(Refusal.VALIDITY);
            assertThat(rig.device.faultBits()).isEqualTo(DeviceFaults.COMMAND_PROOF);
        }
    }

    @Test
    void aCommandThatIsNotFiniteIsRefusedWhole() {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e300}) {
            Rig rig = Rig.flying();
            rig.command.values[1] = value;
            rig.tick(Directive.NONE);

            assertThat(rig.device.lastRefusal()).isEqualTo(Refusal.NON_FINITE);
            assertThat(rig.actuators()).containsExactly(0.5, 0.5);
            assertThat(rig.device.faultBits()).isEqualTo(DeviceFaults.COMMAND_NON_FINITE);
        }
    }

    @Test
    void aTokenThatBelongsToOtherSequencesIsRefused() {
        Rig rig = Rig.flying();
        CommandMessage forged = new CommandMessage(2);
        forged.validForUs = 20_000;
        forged.sensorSequence = (int) rig.command.sensorSequence;
        forged.shieldSequence = (int) rig.command.shieldSequence + 1;
        forged.source = Source.BACKUP.ordinal();
        forged.values[0] = 0.5f;
        forged.values[1] = 0.5f;
        forged.token = new Token().of(Rig.SESSION, forged);
        forged.sensorSequence--;
        FrameWriter writer = new FrameWriter();
        forged.write(writer.begin(MessageType.COMMAND, (int) Rig.COMMANDS.hash() & 0xffff, 1000, 0));
        writer.send(rig.down);
        rig.exchange();

        assertThat(rig.device.lastRefusal()).isEqualTo(Refusal.TOKEN);
    }

    @Test
    void theDeviceHoldsTheBoxAndReportsWhatBrokeIt() {
        Rig rig = Rig.armed();
        rig.command.values[0] = 0.95;
        rig.command.values[1] = 0.05;
        rig.tick(Directive.NONE);
        rig.tick(Directive.NONE);

        assertThat(rig.actuators()).containsExactly(0.9f, 0.1f);
        assertThat(rig.status.faultBits).isEqualTo(DeviceFaults.COMMAND_BOX);
        assertThat(rig.host.lastFault().channel).isEqualTo(1);
        assertThat(rig.host.lastFault().value).isEqualTo(0.05f);
        assertThat(rig.host.lastFault().limit).isEqualTo(0.1f);
    }

    @Test
    void theDeviceHoldsTheSlewLimitPerTickOfTheHost() {
        Rig rig = Rig.flying();
        rig.command.values[0] = 0.5 + 0.06;
        rig.tick(Directive.NONE);
        assertThat(rig.device.faultBits()).isZero();
        rig.command.values[0] = 0.5 + 0.06 + 0.07;
        rig.tick(Directive.NONE);

        assertThat(rig.actuators()[0]).isEqualTo(0.62f, org.assertj.core.api.Assertions.within(1e-6));
        assertThat(rig.device.faultBits()).isEqualTo(DeviceFaults.COMMAND_SLEW);
    }

    @Test
    void commandsLostOnTheWayWidenTheSlewLimitByTheirTicks() {
        Rig rig = Rig.flying();
        rig.command.shieldSequence += 2;
        rig.command.values[0] = 0.5 + 0.17;
        rig.tick(Directive.NONE);

        assertThat(rig.device.faultBits()).isZero();
    }

    @Test
    void theFirstCommandAfterLevellingFollowsNoOther() {
        Rig rig = Rig.flying();
        rig.silence(100);
        rig.command.values[0] = 0.9;
        rig.tick(Directive.NONE);

        assertThat(rig.device.faultBits()).isZero();
        assertThat(rig.actuators()[0]).isEqualTo(0.9f);
    }

    @Test
    void whateverArrivesTheActuatorsGetFiniteValuesInsideTheBox() {
        Property.check(300, choices -> {
            Rig rig = Rig.flying();
            for (int tick = 0; tick < 20; tick++) {
                rig.command.values[0] = choices.hostile(-1, 2);
                rig.command.values[1] = choices.hostile(-1, 2);
                rig.command.shieldSequence += choices.integer(0, 3);
                rig.tick(Directive.NONE);
                assertThat(rig.actuators()[0]).isBetween(0.0, (double) 0.9f);
                assertThat(rig.actuators()[1]).isBetween((double) 0.1f, (double) 0.9f);
            }
        });
    }

    @Test
    void aFaultThatGoesOnIsReportedTenTimesASecondAtMost() {
        Rig rig = Rig.armed();
        rig.command.values[0] = 0.95;
        for (int i = 0; i < 1000; i++) {
            rig.tick(Directive.NONE);
        }

        assertThat(rig.host.faultReports()).isBetween(9L, 11L);
        assertThat(rig.host.lastFault().leftOut).isGreaterThan(90);
    }

    @Test
    void sequencesMayWrap() {
        Rig rig = Rig.shakenHands();
        rig.command.shieldSequence = 0xffff_fffcL;
        rig.tick(Directive.ARM);
        for (int i = 0; i < 5; i++) {
            rig.tick(Directive.NONE);
        }

        assertThat(rig.command.shieldSequence).isGreaterThan(0xffff_ffffL);
        assertThat(rig.device.refusedCommands()).isZero();
        assertThat(rig.device.appliedSequence()).isEqualTo(6);
    }
}
