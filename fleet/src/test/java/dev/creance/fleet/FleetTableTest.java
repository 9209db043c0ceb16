package dev.creance.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.drivers.mqtt.MqttReceived;
import dev.creance.fleet.RobotRow.Presence;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.property.Property;
import org.junit.jupiter.api.Test;

class FleetTableTest {
    private static final long S = 1_000_000_000;

    private final FleetTable table = new FleetTable();
    private final Payloads first = new Payloads(Ticks.facts("run-1"), "lab", 10);
    private final Payloads second = new Payloads(Ticks.facts("run-2"), "lab", 10);

    private void take(String kind, byte[] payload, boolean retained, long nowNs) {
        table.take(new MqttReceived("creance/v1/lab/crazyflie/" + kind, payload, 1, retained), nowNs);
    }

    private static byte[] state(String run, long seq) {
        return ("{\"run\":\"" + run + "\",\"seq\":" + seq + ",\"state\":\"ACTIVE\",\"source\":\"POLICY\","
                        + "\"position_m\":[0,0,1.5],\"velocity_m_per_s\":[3,4,null],\"battery_v\":3.9}")
                .getBytes(UTF_8);
    }

    private static byte[] event(String run, long seq) {
        return ("{\"run\":\"" + run + "\",\"seq\":" + seq
                        + ",\"type\":\"transition\",\"from\":\"ACTIVE\",\"to\":\"BACKUP\",\"cause\":\"TILT\"}")
                .getBytes(UTF_8);
    }

    private RobotRow row(long nowNs) {
        return table.rows(nowNs).getFirst();
    }

    @Test
    void aRobotIsAliveWhileItIsHeardAndStaleWhenItIsNot() {
        take("birth", first.birth(1), false, 0);
        take("state", state("run-1", 1), false, 0);

        assertThat(row(S).presence()).isEqualTo(Presence.ALIVE);
        assertThat(row(10 * S).presence()).isEqualTo(Presence.STALE);
        assertThat(row(10 * S).seenS()).isEqualTo(10, within(1e-9));
    }

    @Test
    void aWillOfTheSameBirthMeansDeathInWhicheverOrderTheyArrive() {
        take("death", first.will(1), true, 0);
        assertThat(row(0).presence()).isEqualTo(Presence.DEAD);

        take("birth", first.birth(1), true, 0);
        assertThat(row(0).presence()).isEqualTo(Presence.DEAD);
    }

    @Test
    void aWillThatComesAfterTheNextBirthIsOutOfDate() {
        take("birth", first.birth(1), false, 0);
        take("birth", first.birth(2), false, 0);
        take("death", first.will(1), false, 0);

        assertThat(row(0).presence()).isEqualTo(Presence.ALIVE);
    }

    @Test
    void theDeathOfAnEarlierRunSaysNothingAboutThisOne() {
        take("death", first.will(5), true, 0);
        take("birth", second.birth(1), true, 0);

        assertThat(row(0).presence()).isEqualTo(Presence.ALIVE);
        assertThat(row(0).run()).isEqualTo("run-2");
    }

    @Test
    void agoodbyeIsNoAccidentAndTellsWhatWasMissed() {
        take("birth", first.birth(1), false, 0);
        take("event", event("run-1", 1), false, 0);
        take("death", first.death(1, FailsafeState.LANDED, 10, 3, 0), false, 0);

        assertThat(row(0).presence()).isEqualTo(Presence.ENDED);
        assertThat(row(0).state()).isEqualTo("LANDED");
        assertThat(row(0).missedEvents()).isEqualTo(2);
    }

    @Test
    void agoodbyeIsNotUnsaidByAWillThatTheBrokerSendsAllTheSame() {
        take("birth", first.birth(1), false, 0);
        take("death", first.death(1, FailsafeState.LANDED, 10, 3, 0), false, 0);
        take("death", first.will(1), false, 0);

        assertThat(row(0).presence()).isEqualTo(Presence.ENDED);
    }

    @Test
    void gapsAreCountedAndRepetitionsTakenOnce() {
        for (long seq : new long[] {1, 2, 2, 5, 5, 6}) {
            take("event", event("run-1", seq), false, 0);
        }

        assertThat(row(0).missedEvents()).isEqualTo(2);
        assertThat(table.rejected()).isEqualTo(2);
    }

    @Test
    void theRateIsThatOfTheStatesReceived() {
        for (int i = 0; i < 30; i++) {
            take("state", state("run-1", 1 + i), false, i * S / 10);
        }

        assertThat(row(3 * S).rateHz()).isEqualTo(10, within(1e-9));
    }

    @Test
    void anEventChangesTheStateAtOnce() {
        take("state", state("run-1", 1), false, 0);
        take("event", event("run-1", 1), false, 0);

        assertThat(row(0).state()).isEqualTo("BACKUP");
        assertThat(row(0).lastEvent()).isEqualTo("transition ACTIVE→BACKUP TILT");
    }

    @Test
    void aSecondRobotOfTheSameNameDoesNotTakeThePlaceOfOneThatIsAlive() {
        take("birth", first.birth(1), false, 0);
        take("state", state("run-2", 1), false, S);

        assertThat(row(S).run()).isEqualTo("run-1");
        assertThat(table.rejected()).isEqualTo(1);
    }

    @Test
    void wordsFromTheNetworkCannotCommandTheTerminal() {
        byte[] evil = "{\"run\":\"run-1\",\"seq\":1,\"type\":\"\\u001b[2J\\u202e\"}".getBytes(UTF_8);
        take("event", evil, false, 0);

        assertThat(row(0).lastEvent()).isEqualTo("?[2J?");
    }

    @Test
    void aFloodOfRobotsIsCutOff() {
        for (int i = 0; i < FleetTable.GREATEST_ROBOTS + 10; i++) {
            table.take(new MqttReceived("creance/v1/lab/r" + i + "/birth", first.birth(1), 1, false), 0);
        }

        assertThat(table.rows(0)).hasSize(FleetTable.GREATEST_ROBOTS);
        assertThat(table.rejected()).isEqualTo(10);
    }

    @Test
    void whateverBytesArriveTheTableStands() {
        byte[][] seeds = {first.birth(1), first.will(1), state("run-1", 1), event("run-1", 1)};
        String[] kinds = {"birth", "death", "state", "event", "other", ""};
        Property.check(3000, choices -> {
            byte[] payload = choices.oneOf(seeds).clone();
            for (int i = choices.integer(0, 6); i > 0; i--) {
                payload[choices.integer(0, payload.length - 1)] = (byte) choices.integer(-128, 127);
            }
            take(choices.oneOf(kinds), payload, choices.bool(), choices.integer(0, 100) * S);
            assertThat(TableText.of(table.rows(S), 200)).doesNotContain("\u001b");
        });
    }
}
