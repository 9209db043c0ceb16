package dev.creance.drivers.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class PahoLinkTest extends MqttLinkContract {
    private static final int DISCONNECT = 0xE0;
    private static final byte[] CONNACK = {0x20, 3, 0, 0, 0};

    @Override
    MqttTransport transport() {
        return new PahoTransport();
    }

    @Test
    void afterItsFarewellItWaitsForTheBrokerToCloseSoThatTheDisconnectIsReadBeforeTheEnd()
            throws IOException, InterruptedException, ExecutionException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI broker = URI.create("tcp://127.0.0.1:" + server.getLocalPort());
            MqttLink link = MqttLink.paho(
                    MqttSettings.of(CompletableFuture.completedFuture(broker), "under-test"),
                    MqttPresence.SILENT,
                    new RealClock());
            link.start();
            CompletableFuture<Void> closing;
            try (Socket client = server.accept()) {
                client.getOutputStream().write(CONNACK);
                Eventually.holds(() -> link.counters().connected(), link::counters);
                closing = CompletableFuture.runAsync(link::close);
                InputStream in = client.getInputStream();
                for (int octet = 0; octet != DISCONNECT; ) {
                    octet = in.read();
                    assertThat(octet).as("a byte before the end").isNotNegative();
                }
                // The rest of the packet comes, and no end.
                client.setSoTimeout(100);
                assertThatThrownBy(() -> in.transferTo(OutputStream.nullOutputStream()))
                        .isInstanceOf(SocketTimeoutException.class);
            }
            Void unused = closing.get();
            assertThat(link.counters().closedCleanly()).isTrue();
        }
    }
}
