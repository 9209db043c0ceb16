package dev.creance.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.DeviceState;
import dev.creance.runtime.Directive;
import dev.creance.runtime.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** PROTOCOL.md is what firmware is written from: its vectors, tables and hashes must be what the codec does. */
class ProtocolPageTest {
    private static final Pattern VECTOR = Pattern.compile("```vector ([a-z_0-9-]+)\n(.*?)```", Pattern.DOTALL);
    private static final HexFormat HEX = HexFormat.of();

    private static String page;
    private static final Map<String, String> VECTORS = new LinkedHashMap<>();

    @BeforeAll
    static void readPage() throws IOException {
        page = Files.readString(Path.of("PROTOCOL.md"));
        Matcher matcher = VECTOR.matcher(page);
        while (matcher.find()) {
            VECTORS.put(matcher.group(1), matcher.group(2).replaceAll("\\s", ""));
        }
    }

    @Test
    void theConversationOnThePageIsTheOneBothEndsHold() {
        assertThat(conversation()).isEqualTo(VECTORS);
    }

    /** The conversation of the page's section "Test vectors", byte by byte. */
    private static Map<String, String> conversation() {
        Map<String, String> said = new LinkedHashMap<>();
        said.put("layout-hash-sensors", hex(Rig.SENSORS));
        said.put("layout-hash-commands", hex(Rig.COMMANDS));
        said.put("envelope", HEX.formatHex(Rig.ENVELOPE.encoded()));
        said.put("envelope-hash", HEX.toHexDigits(Rig.ENVELOPE.hash()));

        Rig rig = new Rig();
        rig.host.hello(0);
        said.put("hello", down(rig, 250_000));
        said.put("hello-reply", up(rig, 500_000));
        rig.nowNs = 1_000_000;
        rig.device.sendSensors(rig.nowNs, rig.measured, 0b111);
        said.put("sensors", up(rig, 1_100_000));
        rig.host.takeSensors(rig.nowNs, rig.sensors);
        sendCommand(rig, 1_200_000);
        said.put("command", down(rig, 1_300_000));
        said.put("arm", request(rig, Directive.ARM, 1_200_000));
        said.put("acknowledge", up(rig, 1_600_000));
        rig.host.requestTime(2_000_000);
        said.put("time-request", down(rig, 2_250_000));
        said.put("time-response", up(rig, 2_500_000));
        rig.host.grant(2_500_000, 3_000_000);
        said.put("grant", down(rig, 2_750_000));
        rig.device.grantDone(3_000_000);
        said.put("grant-done", up(rig, 3_250_000));
        rig.command.values[0] = 0.95;
        sendCommand(rig, 3_300_000);
        rig.exchange();
        rig.device.advance(4_000_000);
        said.put("fault", up(rig, 4_250_000));
        said.put("land", request(rig, Directive.LAND, 5_000_000));
        rig.exchange();
        rig.device.receive(new byte[0], 0, rig.nowNs);
        said.put("disarm", request(rig, Directive.DISARM, 6_000_000));
        rig.exchange();
        said.put("stop", request(rig, Directive.STOP, 7_000_000));
        rig.exchange();
        rig.host.requestClearStop(8_000_000);
        said.put("clear-stop", down(rig, 8_250_000));
        rig.exchange();
        assertThat(rig.device.state()).isEqualTo(DeviceState.DISARMED);
        return said;
    }

    private static void sendCommand(Rig rig, long nowNs) {
        rig.command.sensorSequence = rig.sensors.sequence;
        rig.command.shieldSequence++;
        rig.command.policySequence = rig.command.shieldSequence - 1;
        rig.host.sendCommand(nowNs, rig.command);
    }

    /** One copy of the request, delivered. */
    private static String request(Rig rig, Directive directive, long nowNs) {
        rig.host.sendDirective(nowNs, directive);
        byte[] frame = rig.down.frame(Requests.type(directive));
        rig.down.lose();
        rig.nowNs = nowNs + 250_000;
        rig.toDevice(frame);
        return HEX.formatHex(frame);
    }

    private static String down(Rig rig, long arrivesNs) {
        byte[] bytes = rig.down.take();
        rig.nowNs = arrivesNs;
        rig.toDevice(bytes);
        return HEX.formatHex(bytes);
    }

    private static String up(Rig rig, long arrivesNs) {
        byte[] bytes = rig.up.take();
        rig.nowNs = arrivesNs;
        rig.toHost(bytes);
        return HEX.formatHex(bytes);
    }

    private static String hex(Layout layout) {
        return HEX.toHexDigits(layout.hash());
    }

    @Test
    void everyMessageStandsInTheTableWithItsCodeAndSize() {
        for (MessageType type : MessageType.values()) {
            String size = type.payloadBytes() >= 0
                    ? type.payloadBytes() + " | " + type.wireBytes()
                    : type == MessageType.SENSORS ? "32 + 4n | 50 + 4n" : "24 + 4m | 42 + 4m";
            assertThat(page).contains(String.format("| 0x%02x | %s | %s |", type.code(), type, size));
        }
    }

    @Test
    void everyCodeStandsInATable() {
        for (DeviceState state : DeviceState.values()) {
            assertThat(page).contains("| " + state.ordinal() + " | " + state + " |");
        }
        for (Refusal refusal : Refusal.values()) {
            assertThat(page).contains("| " + refusal.ordinal() + " | " + refusal + " |");
        }
        for (AckResult result : AckResult.values()) {
            assertThat(page).contains("| " + result.ordinal() + " | " + result + " |");
        }
        for (HelloResult result : HelloResult.values()) {
            assertThat(page).contains("| " + result.ordinal() + " | " + result + " |");
        }
    }

    @Test
    void theFrameSizesOnThePageAreTheCodecs() {
        assertThat(page)
                .contains("21 sensors: **" + Protocol.sensorsWireBytes(21) + " bytes**")
                .contains("4 commands: **" + Protocol.commandWireBytes(4) + " bytes**")
                .contains("at most " + Protocol.maxSensorChannels() + " sensor and " + Protocol.maxCommandChannels()
                        + " command channels");
    }
}
