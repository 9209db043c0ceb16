package dev.creance.drivers.mqtt;

import dev.creance.runtime.Clock;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A link made of a queue, one thread that connects and sends, and a client library that is told to do nothing by itself:
 * no reconnecting, no buffering, no routing. The monitor guards the queue and the state of the session; it is never held
 * while anything is sent.
 */
final class QueuedMqttLink implements MqttLink {
    private static final long ADDRESS_POLL_MS = 50;

    private final MqttSettings settings;
    private final Clock clock;
    private final Supplier<MqttTransport> transports;
    private final TopicRouter router = new TopicRouter();
    private final Monitor monitor = new Monitor();
    private final Outbox outbox;
    private final Backoff backoff;
    private final MqttSession.Shared shared;
    private final Thread thread;

    // Guarded by the monitor.
    private MqttSession session;
    private boolean connected;
    private boolean closedCleanly;
    private boolean started;
    private boolean attempting = true;
    private long closeByNs = Long.MAX_VALUE;
    private long attempts;
    private long sessions;
    private long failedAttempts;
    private long lostSessions;
    private String lastFailure = "";

    /** @param clock of real time, also where the robot's own clock is a virtual one */
    QueuedMqttLink(MqttSettings settings, MqttPresence presence, Clock clock, Supplier<MqttTransport> transports) {
        this.settings = settings;
        this.clock = clock;
        this.transports = transports;
        this.outbox = new Outbox(settings.queueCapacity());
        this.backoff = new Backoff(settings.backoff());
        this.shared = new MqttSession.Shared(settings, presence, clock, monitor, outbox, router);
        // A daemon, as are the threads that Paho starts from it: a broker that hangs must not keep the process alive.
        this.thread =
                Thread.ofPlatform().daemon().name("mqtt " + settings.clientId()).unstarted(this::run);
    }

    @Override
    public void start() {
        monitor.change(() -> {
            if (!started && !closing()) {
                started = true;
                thread.start();
            }
        });
    }

    @Override
    public boolean publish(MqttMessage message) {
        return monitor.changing(() -> outbox.offer(message, clock.nowNs()));
    }

    @Override
    public void subscribe(String filter, int qos, Consumer<MqttReceived> handler) {
        monitor.change(() -> router.add(filter, qos, handler));
    }

    @Override
    public MqttCounters counters() {
        return monitor.reading(() -> new MqttCounters(
                outbox.tally(MqttMessage.Queueing.EACH),
                outbox.tally(MqttMessage.Queueing.LATEST),
                connected && !session.isOver(),
                closedCleanly,
                sessions,
                failedAttempts,
                lostSessions,
                outbox.resent(),
                router.received(),
                router.failedHandlers(),
                connected && session.isOver() ? session.reason() : lastFailure));
    }

    @Override
    public void close() {
        monitor.change(() -> {
            if (!closing()) {
                closeByNs = clock.nowNs() + settings.closePatienceNs();
                outbox.seal();
                if (session != null) {
                    session.closeBy(closeByNs);
                }
            }
        });
        if (monitor.reading(() -> started)) {
            // The thread ends by itself before that, unless the client library hangs in a call.
            long patienceNs = settings.closePatienceNs() + 3 * MqttSession.FAREWELL_NS;
            try {
                thread.join(TimeUnit.NANOSECONDS.toMillis(patienceNs));
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
            }
        }
        MqttSession left = monitor.changing(() -> {
            outbox.close();
            return session;
        });
        if (left != null) {
            left.abort();
        }
    }

    private void run() {
        while (!givenUp()) {
            URI broker = awaitBroker();
            if (broker != null) {
                long sinceNs = clock.nowNs();
                if (attempt(broker) && clock.nowNs() - sinceNs >= backoff.lastingNs()) {
                    backoff.reset();
                }
            }
            monitor.change(() -> attempting = false);
            monitor.await(this::closing, backoff.nextNs());
            monitor.change(() -> attempting = !closing());
        }
        monitor.change(outbox::close);
    }

    /** Connects and stays for the whole session; false where there was none. */
    private boolean attempt(URI broker) {
        MqttSession next = new MqttSession(++attempts, transports.get(), shared);
        monitor.change(() -> {
            session = next;
            session.closeBy(closeByNs);
        });
        try {
            next.connect(broker);
        } catch (IOException | RuntimeException e) {
            next.end();
            failed(MqttSession.text(e));
            return false;
        }
        monitor.change(() -> {
            sessions++;
            connected = true;
        });
        next.run();
        String why = next.end();
        monitor.change(() -> {
            connected = false;
            closedCleanly = why.isEmpty();
            if (!closedCleanly) {
                lostSessions++;
                lastFailure = why;
            }
        });
        return true;
    }

    /** Waits for the broker's address while it is not known; null where it will never be, or we are closed. */
    private URI awaitBroker() {
        while (!givenUp()) {
            try {
                return settings.broker().get(ADDRESS_POLL_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                continue;
            } catch (ExecutionException never) {
                Throwable cause = never.getCause();
                failed(cause.getMessage() == null ? cause.toString() : cause.getMessage());
            } catch (CancellationException never) {
                failed("the broker was never started");
            } catch (InterruptedException asked) {
                failed("interrupted");
            }
            return null;
        }
        return null;
    }

    private void failed(String reason) {
        monitor.change(() -> {
            failedAttempts++;
            lastFailure = reason;
        });
    }

    /** Called under the monitor. */
    private boolean closing() {
        return closeByNs != Long.MAX_VALUE;
    }

    /** Closed, and either out of patience or with nothing in the making. */
    private boolean givenUp() {
        return monitor.reading(() -> closing() && (!attempting || clock.nowNs() >= closeByNs));
    }
}
