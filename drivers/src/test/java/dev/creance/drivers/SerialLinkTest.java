package dev.creance.drivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.creance.runtime.DeviceException;
import dev.creance.runtime.Link;
import org.junit.jupiter.api.Test;

class SerialLinkTest {
    private final byte[] buffer = new byte[64];

    @Test
    void aPortThatIsNotThereIsNamedWithARemedy() {
        assertThatThrownBy(() -> SerialLink.open("/dev/tty-none", 115_200))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("/dev/tty-none: ")
                .hasMessageContaining("ports of this machine:");
    }

    @Test
    void theFarEndGoneIsSeenAtTheNextWrite() throws Exception {
        PtyPair far = PtyPair.open(2_000_000);
        try (SerialLink near = SerialLink.open(far.path(), 2_000_000)) {
            assertThat(near.describe()).isEqualTo(far.path() + " at 2000000 baud");
            assertThat(near.bytesPerS()).isEqualTo(200_000);
            far.close();

            assertThat(near.write(buffer, 4)).isEqualTo(Link.CLOSED);
        }
    }

    @Test
    void theNearEndMayBeClosedAndOpenedAgain() throws Exception {
        try (PtyPair far = PtyPair.open(2_000_000)) {
            SerialLink.open(far.path(), 2_000_000).close();
            assertThat(far.read(buffer)).isZero();
            try (SerialLink near = SerialLink.open(far.path(), 115_200)) {
                near.write(new byte[] {7}, 1);
                int count = 0;
                for (int i = 0; count == 0 && i < 50_000_000; i++) {
                    count = far.read(buffer);
                }
                assertThat(count).isEqualTo(1);
                assertThat(buffer[0]).isEqualTo((byte) 7);
            }
        }
    }

    @Test
    void withoutADescriptorOfOurOwnBytesGoThroughJSerialComm() throws Exception {
        try (PtyPair far = PtyPair.open(2_000_000);
                SerialLink near = SerialLink.open(far.path(), 2_000_000, false)) {
            assertThat(near.read(buffer)).isZero();
            assertThat(near.write(new byte[] {1, 0, 3}, 3)).isEqualTo(3);
            int count = 0;
            for (int i = 0; count < 3 && i < 50_000_000; i++) {
                count += far.read(buffer);
            }
            assertThat(count).isEqualTo(3);
            assertThat(near.write(new byte[4096], 4096))
                    .as("more than may wait")
                    .isZero();
        }
    }
}
