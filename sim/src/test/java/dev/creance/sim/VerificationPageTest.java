package dev.creance.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every recording of a drive passes its mark, and docs/drives.md lists it with its deviation. Where its table differs, write it anew
 * with {@code -Dtest=VerificationPageTest -Dcreance.docs.write=true}.
 */
class VerificationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "drives.md");

    @Test
    void theTableOnThePageListsEveryRecording() throws IOException {
        String table = table();
        String page = Files.readString(PAGE);
        String begin = "<!-- recordings: generated -->\n";
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf("<!-- recordings: end -->");
        assertThat(to).as("markers").isGreaterThanOrEqualTo(from);
        if (Boolean.getBoolean("creance.docs.write")) {
            Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
            return;
        }
        assertThat(page.substring(from, to)).isEqualTo(table);
    }

    private static String table() throws IOException {
        StringBuilder text = new StringBuilder("| recording | solver | deviation | mark | metrics |\n")
                .append("| --- | --- | --- | --- | --- |\n");
        for (Path file : recordings()) {
            String name = file.getFileName().toString();
            boolean euler = name.contains("_euler_n");
            text.append(row(file, euler ? "Euler" : "Dormand-Prince", Optional.empty()));
            if (!euler) {
                text.append(row(file, "Runge-Kutta", Optional.of(DriveVerification.RK4)));
            }
        }
        return text.toString();
    }

    private static String row(Path file, String solver, Optional<String> model) {
        VerifyResult result = new PlantVerification(model, Optional.empty()).verify(file);
        assertThat(result.passes(result.mark())).as(result.toString()).isTrue();
        double worst = result.metrics().stream()
                .mapToDouble(VerifyResult.Metric::relError)
                .max()
                .orElse(Double.NaN);
        return String.format(
                Locale.ROOT,
                "| `%s` | %s | %.1e | %.0e | %s |%n",
                file.getFileName().toString().replace(".csv", ""),
                solver,
                result.maxRelError(),
                result.mark(),
                Double.isNaN(worst)
                        ? ""
                        : String.format(
                                Locale.ROOT, "%d within %.0e", result.metrics().size(), Math.max(worst, 1e-9)));
    }

    private static List<Path> recordings() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
    }

    private static Path folder() {
        try {
            return Path.of(
                    VerificationPageTest.class.getResource("reference/motor").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
