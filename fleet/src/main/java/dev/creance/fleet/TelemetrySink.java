package dev.creance.fleet;

import dev.creance.drivers.mqtt.MqttLink;
import dev.creance.drivers.mqtt.MqttMessage;
import dev.creance.drivers.mqtt.MqttPresence;
import dev.creance.drivers.mqtt.MqttSettings;
import dev.creance.runtime.Clock;
import dev.creance.runtime.FailsafeState;
import dev.creance.runtime.Sink;
import dev.creance.runtime.TickRecord;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * Tells the fleet of one run: birth and death, the state at a steady rate, events at once. Fed on the recorder's thread,
 * which it never holds up: what is to be sent is handed to the link as values; encoding and sending are the link's thread's.
 *
 * <pre>{@code
 * TelemetryConfig config = TelemetryConfig.from(root.child("telemetry"));
 * Optional<TelemetrySink> telemetry = TelemetrySink.open(config, facts, clock);   // returns at once; empty where off
 * telemetry.ifPresent(recorder::add);
 * …
 * telemetry.ifPresent(TelemetrySink::close);                                       // at most a few seconds
 * telemetry.ifPresent(sink -> out.println(sink.report().line()));
 * }</pre>
 */
public final class TelemetrySink implements Sink {
    /** A state older than this is worth nothing to anybody. */
    private static final int STATE_EXPIRY_S = 5;

    private final TelemetryConfig config;
    private final RunFacts facts;
    private final Payloads payloads;
    private final Optional<EmbeddedBroker> ownBroker;
    private final CompletableFuture<URI> broker;
    private final MqttLink link;
    private final String stateTopic;
    private final String eventTopic;
    private final EventDetector detector = new EventDetector(this::publish);
    private final StateSampler sampler;

    // Written by the recorder's thread, read by the link's at the farewell.
    private final AtomicLong states = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong interventions = new AtomicLong();
    private volatile FailsafeState lastState = FailsafeState.STANDBY;

    private TelemetrySink(
            TelemetryConfig config,
            RunFacts facts,
            Clock clock,
            Optional<EmbeddedBroker> own,
            UnaryOperator<MqttSettings> adjust) {
        this.config = config;
        this.facts = facts;
        this.payloads = new Payloads(facts, config.fleet(), config.stateRateHz());
        this.ownBroker = own;
        this.broker = own.map(EmbeddedBroker::address)
                .orElseGet(
                        () -> CompletableFuture.completedFuture(config.broker().orElseThrow()));
        this.stateTopic = topic(Topics.STATE);
        this.eventTopic = topic(Topics.EVENT);
        this.sampler = new StateSampler(config.stateRateHz());
        MqttSettings settings = MqttSettings.of(broker, "creance-" + facts.robot() + "-" + facts.run())
                .withQueueCapacity(config.eventQueue());
        this.link = MqttLink.paho(adjust.apply(settings), new Presence(), clock);
    }

    /**
     * Begins to connect, and to start the embedded broker where one is asked for, and returns at once.
     *
     * @param clock of real time, also for a run in lockstep
     * @return empty where telemetry is off
     */
    public static Optional<TelemetrySink> open(TelemetryConfig config, RunFacts facts, Clock clock) {
        return open(config, facts, clock, UnaryOperator.identity());
    }

    /** @param adjust for tests that have no time for the default time-outs */
    static Optional<TelemetrySink> open(
            TelemetryConfig config, RunFacts facts, Clock clock, UnaryOperator<MqttSettings> adjust) {
        if (!config.enabled()) {
            return Optional.empty();
        }
        Optional<EmbeddedBroker> own = config.mode() == TelemetryConfig.Mode.EMBEDDED
                ? Optional.of(EmbeddedBroker.starting(config.ports()))
                : Optional.empty();
        TelemetrySink sink = new TelemetrySink(config, facts, clock, own, adjust);
        sink.link.start();
        return Optional.of(sink);
    }

    /** What is said around each session: the number in it tells which death belongs to which birth. */
    private final class Presence implements MqttPresence {
        @Override
        public Optional<MqttMessage> will(long session) {
            return Optional.of(MqttMessage.retained(topic(Topics.DEATH), () -> payloads.will(session)));
        }

        @Override
        public Optional<MqttMessage> greeting(long session) {
            return Optional.of(MqttMessage.retained(topic(Topics.BIRTH), () -> payloads.birth(session)));
        }

        @Override
        public Optional<MqttMessage> farewell(long session) {
            return Optional.of(MqttMessage.retained(
                    topic(Topics.DEATH),
                    () -> payloads.death(session, lastState, states.get(), events.get(), interventions.get())));
        }
    }

    @Override
    public void accept(TickRecord record) {
        detector.accept(record);
        interventions.set(detector.interventions());
        lastState = record.out.decision.state;
        if (sampler.isDue(record)) {
            StateSampler.State state = sampler.sample(record, detector.timeS(record.in), detector.interventions());
            long seq = states.incrementAndGet();
            boolean unused =
                    link.publish(MqttMessage.latest(stateTopic, () -> payloads.state(seq, state), STATE_EXPIRY_S));
        }
    }

    private void publish(TelemetryEvent event) {
        // Numbered before the queue may refuse it: whoever listens sees the gap.
        long seq = events.incrementAndGet();
        boolean unused = link.publish(MqttMessage.event(eventTopic, () -> payloads.event(seq, event)));
    }

    /** May be asked at any time, on any thread. */
    public TelemetryReport report() {
        return TelemetryReport.of(brokerText(), link.counters());
    }

    private String brokerText() {
        if (broker.isDone() && !broker.isCompletedExceptionally()) {
            return broker.join().toString();
        }
        return "the embedded broker" + (broker.isDone() ? "" : " (starting)");
    }

    /** Says goodbye and ends, within a few seconds whatever the broker does. */
    @Override
    public void close() {
        link.close();
        ownBroker.ifPresent(EmbeddedBroker::close);
    }

    private String topic(String kind) {
        return Topics.of(config.fleet(), facts.robot(), kind);
    }
}
