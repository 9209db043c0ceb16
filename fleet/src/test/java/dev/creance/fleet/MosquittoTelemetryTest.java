package dev.creance.fleet;

import dev.creance.drivers.mqtt.Mosquitto;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class MosquittoTelemetryTest extends TelemetryContract {
    @TempDir
    Path folder;

    private Mosquitto broker;

    @BeforeEach
    void start() {
        // Its default holds back no more than 1000 messages for a slow subscriber.
        broker = Mosquitto.started(folder, "max_queued_messages 0");
    }

    @AfterEach
    void stop() {
        if (broker != null) {
            broker.close();
        }
    }

    @Override
    URI broker() {
        return broker.uri();
    }
}
