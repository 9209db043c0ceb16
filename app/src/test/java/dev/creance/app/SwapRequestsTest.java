package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.policies.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwapRequestsTest {
    @TempDir
    private Path folder;

    @Test
    void eachBundleIsTakenOnceInItsOrderWithItsEngine() throws IOException {
        SwapRequests.handIn(folder, new byte[] {1}, Engine.PLAIN);
        SwapRequests.handIn(folder, new byte[] {2}, Engine.ONNX_RUNTIME);
        SwapRequests requests = new SwapRequests(folder, source -> source);

        SwapRequests.Request first = requests.next().orElseThrow();
        SwapRequests.Request second = requests.next().orElseThrow();

        assertThat(first.engine()).isEqualTo(Engine.PLAIN);
        assertThat(first.source().use()).endsWith("001.plain.bundle");
        assertThat(second.engine()).isEqualTo(Engine.ONNX_RUNTIME);
        assertThat(requests.next()).isEmpty();
        assertThat(SwapRequests.bundles(folder)).hasSize(2);
    }

    @Test
    void whatIsNoBundleOrStillBeingWrittenIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("in-7.part"), "");
        Files.writeString(folder.resolve("notes.txt"), "");
        Files.writeString(folder.resolve("001.witchcraft.bundle"), "");

        assertThat(new SwapRequests(folder, source -> source).next()).isEmpty();
    }

    @Test
    void theAnswerStandsBesideTheBundle() throws IOException {
        Path bundle = SwapRequests.handIn(folder, new byte[] {1}, Engine.PLAIN);
        SwapRequests.Request request =
                new SwapRequests(folder, source -> source).next().orElseThrow();

        request.answer("it has no wings", false);

        assertThat(Files.readAllLines(RequestFolder.answerTo(bundle))).containsExactly("refused", "it has no wings");
    }

    @Test
    void aRunWithoutTheFolderHasNone() {
        assertThat(new SwapRequests(folder.resolve("none"), source -> source).next())
                .isEmpty();
    }
}
