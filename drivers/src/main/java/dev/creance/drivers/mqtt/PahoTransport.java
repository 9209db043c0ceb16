package dev.creance.drivers.mqtt;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.TimerPingSender;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * One session by way of Eclipse Paho 1.2.5: its asynchronous client only, one callback for everything, a new client for
 * each session, a time-out around each wait. See the defects that led to these rules in docs/telemetry.md.
 */
final class PahoTransport implements MqttTransport, MqttCallback {
    /** Kept, because the log manager holds its loggers weakly. Paho logs each lost connection as severe. */
    private static final Logger PAHO_LOG = Logger.getLogger("org.eclipse.paho");

    private static final int FIRST_ERROR_REASON = 0x80;
    private static final int DEFAULT_WINDOW = 65_535;

    static {
        PAHO_LOG.setLevel(Level.OFF);
    }

    /** Receiver, sender, callback, and whoever connects or disconnects. A task that waited for a thread would never be seen running. */
    private static final int THREADS = 5;

    private final GatedSocketFactory sockets = new GatedSocketFactory();

    /** Paho's own timer is no daemon and would keep the process alive. */
    private final ScheduledThreadPoolExecutor pings = daemons(1);

    /**
     * Threads that Paho may interrupt. Those it starts itself it only notifies, once: its sender, on the way from one packet to the
     * wait for the next, would miss that and wait for ever.
     */
    private final ScheduledThreadPoolExecutor threads = daemons(THREADS);

    private MqttAsyncClient client;
    private volatile Listener listener;

    @Override
    public Limits connect(Opening opening, Listener reports) throws IOException {
        listener = reports;
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setSessionExpiryInterval(0L);
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval(opening.keepAliveS());
        options.setConnectionTimeout((int) Math.max(1, TimeUnit.NANOSECONDS.toSeconds(opening.timeoutNs())));
        options.setSocketFactory(sockets);
        opening.will().ifPresent(will -> {
            options.setWill(will.topic(), message(will));
            options.setWillMessageProperties(new MqttProperties());
        });
        try {
            client = new MqttAsyncClient(
                    opening.broker().toString(),
                    opening.clientId(),
                    new MemoryPersistence(),
                    new TimerPingSender(pings),
                    threads);
            client.setCallback(this);
            IMqttToken token = client.connect(options, null, null);
            token.waitForCompletion(TimeUnit.NANOSECONDS.toMillis(opening.timeoutNs()));
            MqttProperties granted = token.getResponseProperties();
            Integer window = granted == null ? null : granted.getReceiveMaximum();
            Long bytes = granted == null ? null : granted.getMaximumPacketSize();
            return new Limits(
                    Objects.requireNonNullElse(window, DEFAULT_WINDOW),
                    Objects.requireNonNullElse(bytes, Long.MAX_VALUE));
        } catch (MqttException | IllegalArgumentException e) {
            throw new IOException(opening.broker() + ": " + text(e), e);
        }
    }

    @Override
    public void subscribe(String filter, int qos, long timeoutNs) throws IOException {
        try {
            MqttSubscription[] wanted = {new MqttSubscription(filter, qos)};
            IMqttToken token = client.subscribe(wanted, null, null, new MqttProperties());
            token.waitForCompletion(TimeUnit.NANOSECONDS.toMillis(timeoutNs));
            if (refused(token)) {
                throw new IOException("the broker refuses the subscription to '" + filter + "'");
            }
        } catch (MqttException | IllegalArgumentException e) {
            throw new IOException("cannot subscribe to '" + filter + "': " + text(e), e);
        }
    }

    @Override
    public void publish(long token, Packet packet) throws IOException {
        try {
            IMqttToken unused = client.publish(packet.topic(), message(packet), null, new MqttActionListener() {
                @Override
                public void onSuccess(IMqttToken done) {
                    if (refused(done)) {
                        listener.refused(token);
                    } else {
                        listener.delivered(token);
                    }
                }

                @Override
                public void onFailure(IMqttToken failed, Throwable cause) {
                    // The session is over, or will be given up for want of an acknowledgement.
                }
            });
        } catch (MqttException | IllegalArgumentException e) {
            throw new IOException("cannot send to '" + packet.topic() + "': " + text(e), e);
        }
    }

    @Override
    public void disconnect(long timeoutNs) throws IOException {
        try {
            long timeoutMs = Math.max(1, TimeUnit.NANOSECONDS.toMillis(timeoutNs));
            sockets.letPeerCloseFirst(timeoutNs / 2);
            client.disconnect(0, null, null, 0, new MqttProperties()).waitForCompletion(timeoutMs);
        } catch (MqttException e) {
            throw new IOException("cannot disconnect: " + text(e), e);
        }
    }

    @Override
    public void abort() {
        pings.shutdownNow();
        try {
            sockets.cut();
        } catch (IOException alreadyGone) {
            listener.lost("connection lost: " + text(alreadyGone));
        }
        // Not "now": a task that has a thread promised is waited for without end.
        threads.shutdown();
    }

    private static ScheduledThreadPoolExecutor daemons(int count) {
        return new ScheduledThreadPoolExecutor(
                count, task -> Thread.ofPlatform().daemon().name("mqtt").unstarted(task));
    }

    private static org.eclipse.paho.mqttv5.common.MqttMessage message(Packet packet) {
        MqttProperties properties = new MqttProperties();
        if (packet.expiryS() > 0) {
            properties.setMessageExpiryInterval(packet.expiryS());
        }
        return new org.eclipse.paho.mqttv5.common.MqttMessage(
                packet.payload(), packet.qos(), packet.retained(), properties);
    }

    private static boolean refused(IMqttToken token) {
        int[] reasons = token.getReasonCodes();
        return reasons != null && reasons.length > 0 && reasons[0] >= FIRST_ERROR_REASON;
    }

    /** Paho's own texts are empty or codes; the cause says what happened. */
    private static String text(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String words = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return e instanceof MqttException coded && coded.getReasonCode() != 0
                ? words + " (reason " + coded.getReasonCode() + ")"
                : words;
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        Exception cause = response.getException();
        String why = cause != null ? text(cause) : "the broker closed it, reason " + response.getReturnCode();
        listener.lost("connection lost: " + why);
    }

    @Override
    public void messageArrived(String topic, org.eclipse.paho.mqttv5.common.MqttMessage message) {
        listener.received(new MqttReceived(topic, message.getPayload(), message.getQos(), message.isRetained()));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        listener.lost("protocol error: " + text(exception));
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // reported message by message
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // Subscribing here deadlocks (Paho issue 985): the link's own thread does it.
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // no extended authentication is offered
    }
}
