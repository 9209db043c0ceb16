package dev.creance.drivers.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.drivers.mqtt.MqttMessage.Queueing;
import dev.creance.runtime.property.Property;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final long S = 1_000_000_000;

    private static MqttMessage event(int number) {
        return MqttMessage.event("event", () -> new byte[] {(byte) number});
    }

    private static MqttMessage latest(String topic, int number) {
        return MqttMessage.latest(topic, () -> new byte[] {(byte) number}, 3);
    }

    private static int number(Outbox.Entry entry) {
        return entry.message.payload().get()[0];
    }

    @Test
    void aNewerValueTakesThePlaceOfTheOneThatWaits() {
        Outbox outbox = new Outbox(4);
        outbox.offer(latest("a", 1), 0);
        outbox.offer(latest("b", 2), 0);
        outbox.offer(latest("a", 3), 0);

        assertThat(number(outbox.take(0)) + number(outbox.take(0))).isEqualTo(5);
        assertThat(outbox.take(0)).isNull();
        assertThat(outbox.tally(Queueing.LATEST).dropped(DropReason.SUPERSEDED)).isEqualTo(1);
    }

    @Test
    void aFullQueueKeepsTheOldestAndCountsWhatItRefuses() {
        Outbox outbox = new Outbox(2);

        assertThat(outbox.offer(event(1), 0)).isTrue();
        outbox.take(0);
        assertThat(outbox.offer(event(2), 0)).isTrue();
        assertThat(outbox.offer(event(3), 0)).isFalse();
        assertThat(outbox.tally(Queueing.EACH).dropped(DropReason.QUEUE_FULL)).isEqualTo(1);
    }

    @Test
    void aValueThatIsTooOldIsNotSent() {
        Outbox outbox = new Outbox(2);
        outbox.offer(latest("a", 1), 0);

        assertThat(outbox.take(3 * S)).isNull();
        assertThat(outbox.tally(Queueing.LATEST).dropped(DropReason.EXPIRED)).isEqualTo(1);
    }

    @Test
    void theBrokerIsToldOnlyTheTimeThatIsLeft() {
        Outbox outbox = new Outbox(2);
        outbox.offer(latest("a", 1), 0);

        assertThat(outbox.take(2 * S).expiryS(2 * S)).isEqualTo(1);
    }

    @Test
    void aBacklogOfEventsDoesNotHoldUpTheNewestValueNorTheOtherWayRound() {
        Outbox outbox = new Outbox(10);
        for (int i = 0; i < 5; i++) {
            outbox.offer(event(i), 0);
        }
        outbox.offer(latest("a", 9), 0);
        outbox.offer(latest("b", 9), 0);

        List<String> topics = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            topics.add(outbox.take(0).message.topic());
        }
        assertThat(topics).containsExactlyInAnyOrder("a", "b", "event", "event");
    }

    @Test
    void aGreetingIsNotRepeatedInTheNextSession() {
        Outbox outbox = new Outbox(2);
        outbox.takeOwn(event(1), 0);

        outbox.sessionLost();

        assertThat(outbox.isEmpty()).isTrue();
        assertThat(outbox.tally(Queueing.EACH).published()).isZero();
    }

    @Test
    void whateverHappensEachEventIsDeliveredInOrderOrCountedAndTheBooksBalance() {
        Property.check(500, choices -> {
            Outbox outbox = new Outbox(choices.integer(1, 20));
            ArrayDeque<Outbox.Entry> flying = new ArrayDeque<>();
            List<Integer> taken = new ArrayList<>();
            List<Integer> arrived = new ArrayList<>();
            int next = 0;
            for (int i = 0; i < 200; i++) {
                switch (choices.integer(0, 3)) {
                    case 0 -> {
                        if (outbox.offer(event(next), 0)) {
                            taken.add(next);
                        }
                        next = (next + 1) % 128;
                    }
                    case 1 -> {
                        Outbox.Entry entry = outbox.take(0);
                        if (entry != null) {
                            flying.add(entry);
                        }
                    }
                    case 2 -> {
                        if (!flying.isEmpty()) {
                            Outbox.Entry entry = flying.poll();
                            arrived.add(number(entry));
                            outbox.delivered(entry.token);
                        }
                    }
                    default -> {
                        flying.clear();
                        outbox.sessionLost();
                    }
                }
            }
            MqttCounters.Tally tally = outbox.tally(Queueing.EACH);
            assertThat(arrived).isEqualTo(taken.subList(0, arrived.size()));
            assertThat(tally.published()).isEqualTo(tally.delivered() + tally.droppedInAll() + tally.waiting());
            assertThat(tally.waiting()).isEqualTo(taken.size() - arrived.size());
        });
    }
}
