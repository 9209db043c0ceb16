package dev.creance.fleet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.postoffice.impl.LocalQueueBinding;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * An MQTT 5 broker inside this process: in memory, on the loopback interface only, without access control. It starts on a
 * thread of its own, so that nobody waits for it; whoever needs it takes its {@link #address}.
 */
public final class EmbeddedBroker implements AutoCloseable {
    /** MQTT's own port, and another where somebody else has that one. A watcher without an address looks at both. */
    public static final List<Integer> DEFAULT_PORTS = List.of(1883, 18830);

    /** A subscriber that does not read loses its own oldest messages; neither the memory nor the others suffer. */
    private static final long RING_MESSAGES = 4096;

    private static final long GLOBAL_BYTES = 32L * 1024 * 1024;
    private static final int CONNECTIONS = 100;
    private static final long STOP_MS = 3000;
    private static final int DRAIN_POLLS = 100;
    private static final long DRAIN_POLL_MS = 5;
    private static final SimpleString NOWHERE = SimpleString.of("creance.nowhere");
    private static final String ACCEPTOR = "mqtt";

    private final List<Integer> ports;
    private final CompletableFuture<URI> address = new CompletableFuture<>();

    /** Made by the starting thread: loading its classes alone takes a tenth of a second. */
    private volatile EmbeddedActiveMQ server;

    private final Thread starter;

    private EmbeddedBroker(List<Integer> ports) {
        this.ports = List.copyOf(ports);
        this.starter = Thread.ofPlatform().daemon().name("mqtt broker start").unstarted(this::start);
    }

    /**
     * Begins to start a broker at the first of these ports that is free and returns at once.
     *
     * @param ports 0 stands for any free one
     */
    public static EmbeddedBroker starting(List<Integer> ports) {
        EmbeddedBroker broker = new EmbeddedBroker(ports);
        broker.starter.start();
        return broker;
    }

    /** Completes with {@code tcp://127.0.0.1:port} once clients may connect, or fails with the reason. */
    public CompletableFuture<URI> address() {
        return address;
    }

    private void start() {
        try {
            int port = freePort();
            EmbeddedActiveMQ made = new EmbeddedActiveMQ();
            server = made;
            made.setConfiguration(configuration(port));
            made.start();
            NettyAcceptor acceptor = (NettyAcceptor)
                    made.getActiveMQServer().getRemotingService().getAcceptor(ACCEPTOR);
            if (acceptor == null || !acceptor.isStarted()) {
                throw new IOException("the embedded broker could not listen on port " + port);
            }
            address.complete(URI.create("tcp://127.0.0.1:" + acceptor.getActualPort()));
        } catch (Exception | LinkageError e) {
            address.completeExceptionally(e);
        }
    }

    private int freePort() throws IOException {
        for (int port : ports) {
            try (ServerSocket probe = new ServerSocket()) {
                probe.setReuseAddress(true);
                probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IOException("the ports " + ports + " are taken; name another one as telemetry.port");
    }

    private static ConfigurationImpl configuration(int port) {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setName("creance");
        configuration.setPersistenceEnabled(false);
        configuration.setJournalType(JournalType.NIO);
        configuration.setSecurityEnabled(false);
        configuration.setJMXManagementEnabled(false);
        configuration.setMessageCounterEnabled(false);
        // It may halt the whole process when it finds itself stuck: never beside a control loop.
        configuration.setCriticalAnalyzer(false);
        configuration.setScheduledThreadPoolMaxSize(1);
        configuration.setThreadPoolMaxSize(4);
        configuration.setGlobalMaxSize(GLOBAL_BYTES);
        configuration.addAddressSetting(
                "#",
                new AddressSettings()
                        // Nobody listens there: what cannot be delivered in time is gone, and no warning says so per
                        // queue.
                        .setDeadLetterAddress(NOWHERE)
                        .setExpiryAddress(NOWHERE)
                        .setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP)
                        .setDefaultRingSize(RING_MESSAGES));
        configuration.setAcceptorConfigurations(Set.of(new TransportConfiguration(
                NettyAcceptorFactory.class.getName(),
                Map.of(
                        "host",
                        "127.0.0.1",
                        "port",
                        port,
                        "protocols",
                        "MQTT",
                        "useEpoll",
                        false,
                        "useKQueue",
                        false,
                        "remotingThreads",
                        1,
                        "connectionsAllowed",
                        CONNECTIONS),
                ACCEPTOR)));
        return configuration;
    }

    /** Stops it, after its start where that is still under way. Clients find their connections closed. */
    @Override
    public void close() {
        Thread stopper = Thread.ofPlatform().daemon().name("mqtt broker stop").start(this::stop);
        try {
            stopper.join(STOP_MS);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets those who listen take what they have been sent: the last of it is the death of the robot. */
    private void drain() throws Exception {
        if (!address.isDone() || address.isCompletedExceptionally()) {
            return;
        }
        for (int i = 0; i < DRAIN_POLLS && someoneStillReads(); i++) {
            Thread.sleep(DRAIN_POLL_MS);
        }
    }

    private boolean someoneStillReads() {
        return queues().anyMatch(queue -> queue.getConsumerCount() > 0 && queue.getMessageCount() > 0);
    }

    /** Messages held for subscribers, in memory. */
    long waitingMessages() {
        return queues().mapToLong(Queue::getMessageCount).sum();
    }

    private Stream<Queue> queues() {
        return server.getActiveMQServer()
                .getPostOffice()
                .getAllBindings()
                .filter(LocalQueueBinding.class::isInstance)
                .map(binding -> ((LocalQueueBinding) binding).getQueue());
    }

    private void stop() {
        try {
            starter.join(STOP_MS);
            drain();
            EmbeddedActiveMQ made = server;
            if (made != null) {
                made.stop();
            }
        } catch (Exception e) {
            address.completeExceptionally(e);
        }
        address.cancel(false);
    }
}
