package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackgroundLoadTest {
    @ParameterizedTest
    @EnumSource
    void itKeepsThreadsBusyUntilItIsClosed(BackgroundLoad.Kind kind) {
        BackgroundLoad load = BackgroundLoad.start(kind);
        boolean busy = isBusy();
        load.close();

        assertThat(busy).isEqualTo(kind != BackgroundLoad.Kind.NONE);
        assertThat(isBusy()).isFalse();
        assertThat(load.name()).isEqualTo(kind.name().toLowerCase(Locale.ROOT));
    }

    private static boolean isBusy() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("creance-load"));
    }
}
