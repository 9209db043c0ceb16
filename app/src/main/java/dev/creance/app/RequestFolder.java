package dev.creance.app;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of a run through which other processes ask something of it: files {@code 001.WHAT}, {@code 002.WHAT}, …, each answered
 * in a text beside it. A file is there as a whole or not at all, and stays there.
 */
final class RequestFolder {
    private static final Pattern NAME = Pattern.compile("([0-9]{3,6})\\.([a-z_.]+)");
    private static final int MOST = 999_999;

    private final Path folder;
    private final String suffix;
    private int taken;

    /** @param suffix how the names of requests end: {@code .bundle} */
    RequestFolder(Path folder, String suffix) {
        this.folder = folder;
        this.suffix = suffix;
    }

    /** One that was handed in. */
    record Request(Path file, int number) {
        /** What its name says behind the number, without the folder's suffix. */
        String what(String suffix) {
            String name = file.getFileName().toString();
            return name.substring(name.indexOf('.') + 1, name.length() - suffix.length());
        }

        /** Tells the process that waits. */
        void answer(String text, boolean accepted) {
            try {
                Path answer = answerTo(file);
                Path part = answer.resolveSibling(answer.getFileName() + ".part");
                Files.writeString(part, (accepted ? "accepted" : "refused") + "\n" + text + "\n");
                Files.move(part, answer, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException nobodyHears) {
                // the log says it too
            }
        }
    }

    /** The next that nobody has taken. */
    Optional<Request> next() {
        Optional<Request> next =
                all().stream().filter(request -> request.number > taken).findFirst();
        next.ifPresent(request -> taken = request.number);
        return next;
    }

    /** All that were handed in, in their order; none where the folder is not there. */
    List<Request> all() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(file -> request(file).stream())
                    .sorted(Comparator.comparingInt(Request::number))
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    private Optional<Request> request(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches() && name.group(2).endsWith(suffix)
                ? Optional.of(new Request(file, Integer.parseInt(name.group(1))))
                : Optional.empty();
    }

    /** Where the answer to a request will stand. */
    static Path answerTo(Path request) {
        return request.resolveSibling(request.getFileName() + ".answer");
    }

    /**
     * Hands a request in; returns its place.
     *
     * @param name behind the number
     */
    Path handIn(String name, byte[] content) throws IOException {
        for (int number = numberOfNewest() + 1; number <= MOST; number++) {
            Path part = folder.resolve(String.format("%03d.part", number));
            try {
                Files.createFile(part); // nobody else's number from here on
            } catch (FileAlreadyExistsException anothers) {
                continue;
            }
            if (numberOfNewest() >= number) {
                Files.delete(part); // somebody else had it, and was done in between
                continue;
            }
            Files.write(part, content);
            return Files.move(
                    part, folder.resolve(String.format("%03d.%s", number, name)), StandardCopyOption.ATOMIC_MOVE);
        }
        throw new IOException("it has taken " + MOST + " requests already");
    }

    private int numberOfNewest() {
        List<Request> all = all();
        return all.isEmpty() ? 0 : all.getLast().number;
    }
}
