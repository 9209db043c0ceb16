package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestFolderTest {
    private static final int PEOPLE = 4;
    private static final int EACH = 25;

    @TempDir
    private Path folder;

    /** Many at once: each has a number of its own, nobody's request is lost, and all are taken in the order of their numbers. */
    @Test
    void noRequestTakesThePlaceOfAnother() throws Exception {
        List<Callable<Void>> people = new ArrayList<>();
        for (int person = 0; person < PEOPLE; person++) {
            byte name = (byte) person;
            people.add(() -> {
                for (byte i = 0; i < EACH; i++) {
                    new RequestFolder(folder, "set").handIn("set", new byte[] {name, i});
                }
                return null;
            });
        }
        try (ExecutorService all = Executors.newFixedThreadPool(PEOPLE)) {
            for (Future<Void> person : all.invokeAll(people)) {
                person.get();
            }
        }

        RequestFolder requests = new RequestFolder(folder, "set");
        TreeSet<String> taken = new TreeSet<>();
        int before = 0;
        for (Optional<RequestFolder.Request> next = requests.next(); next.isPresent(); next = requests.next()) {
            assertThat(next.get().number()).isGreaterThan(before);
            before = next.get().number();
            byte[] content = Files.readAllBytes(next.get().file());
            taken.add(content[0] + " " + content[1]);
        }
        assertThat(taken).hasSize(PEOPLE * EACH);
    }

    @Test
    void whatSomebodyLeftHalfWrittenHoldsNobodyUp() throws IOException {
        Files.writeString(folder.resolve("001.part"), "half");

        Path place = new RequestFolder(folder, "set").handIn("set", new byte[1]);

        assertThat(place).hasFileName("002.set");
        assertThat(new RequestFolder(folder, "set").next())
                .hasValueSatisfying(request -> assertThat(request.file()).isEqualTo(place));
    }
}
