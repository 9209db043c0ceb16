package dev.creance.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Allocation;
import dev.creance.runtime.Link;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every link promises, over real sockets and a real pseudo-terminal. */
class LinkContractTest {
    private static final int PATIENCE = 50_000_000;

    private final byte[] buffer = new byte[1024];

    @ParameterizedTest
    @EnumSource
    void readsNothingWhereNothingHasArrived(LinkPairs kind) throws Exception {
        try (LinkEnds ends = kind.open()) {
            assertThat(ends.near().read(buffer)).isZero();
            assertThat(ends.farEnd().read(buffer)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void carriesEveryByteUnchangedBothWays(LinkPairs kind) throws Exception {
        byte[] all = new byte[256];
        for (int i = 0; i < 256; i++) {
            all[i] = (byte) i;
        }
        try (LinkEnds ends = kind.open()) {
            assertThat(ends.near().write(all, all.length)).isEqualTo(256);
            assertThat(readExactly(ends.farEnd(), 256)).isEqualTo(all);
            assertThat(ends.farEnd().write(all, all.length)).isEqualTo(256);
            assertThat(readExactly(ends.near(), 256)).isEqualTo(all);
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsTheFirstBytesOfTheBufferOnly(LinkPairs kind) throws Exception {
        try (LinkEnds ends = kind.open()) {
            assertThat(ends.near().write(new byte[] {1, 2, 3, 4}, 2)).isEqualTo(2);
            assertThat(ends.near().write(new byte[] {5}, 1)).isEqualTo(1);
            assertThat(readExactly(ends.farEnd(), 3)).containsExactly(1, 2, 5);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"IN_PROCESS", "PTY_AND_SERIAL", "TCP"})
    void takesLessRatherThanBlockWhereNobodyReads(LinkPairs kind) throws Exception {
        try (LinkEnds ends = kind.open()) {
            assertThat(fill(ends.near())).isBetween(1000L, 50_000_000L);
            assertThat(fill(ends.farEnd())).isBetween(1000L, 50_000_000L);
        }
    }

    /** Writes until nothing is taken; returns how much was. */
    private long fill(Link link) {
        long taken = 0;
        for (int refusals = 0; refusals < 100; ) {
            int count = link.write(buffer, buffer.length);
            assertThat(count).isNotEqualTo(Link.CLOSED);
            taken += count;
            refusals += count == 0 ? 1 : 0;
        }
        return taken;
    }

    @ParameterizedTest
    @EnumSource
    void aClosedLinkSaysSo(LinkPairs kind) throws Exception {
        LinkEnds ends = kind.open();
        ends.close();

        assertThat(ends.near().read(buffer)).isEqualTo(Link.CLOSED);
        assertThat(ends.near().write(buffer, 1)).isEqualTo(Link.CLOSED);
        assertThat(ends.farEnd().read(buffer)).isEqualTo(Link.CLOSED);
        assertThat(ends.farEnd().write(buffer, 1)).isEqualTo(Link.CLOSED);
    }

    @ParameterizedTest
    @EnumSource
    void anEchoAllocatesNothing(LinkPairs kind) throws Exception {
        try (LinkEnds ends = kind.open()) {
            int[] incomplete = new int[1];
            assertThat(Allocation.bytesOf(10_000, () -> incomplete[0] += echo(ends) == 64 ? 0 : 1))
                    .isZero();
            assertThat(incomplete[0]).isZero();
        }
    }

    private int echo(LinkEnds ends) {
        ends.near().write(buffer, 64);
        int out = await(ends.farEnd(), 64);
        ends.farEnd().write(buffer, 64);
        return Math.min(out, await(ends.near(), 64));
    }

    /** Reads until so many bytes have come; returns how many did. */
    private int await(Link link, int bytes) {
        int count = 0;
        for (int i = 0; count < bytes && i < PATIENCE; i++) {
            count += Math.max(0, link.read(buffer));
        }
        return count;
    }

    private static byte[] readExactly(Link link, int bytes) {
        byte[] all = new byte[bytes];
        byte[] one = new byte[1];
        int count = 0;
        for (int i = 0; count < bytes && i < PATIENCE; i++) {
            if (link.read(one) == 1) {
                all[count++] = one[0];
            }
        }
        assertThat(count).isEqualTo(bytes);
        return all;
    }
}
