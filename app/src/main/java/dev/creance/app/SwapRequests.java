package dev.creance.app;

import dev.creance.policies.Engine;
import dev.creance.policies.PolicySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of a run through which other processes hand policies in: bundles {@code 001.ENGINE.bundle}, {@code 002…}, each
 * answered in a text beside it. The bundles stay there, so that a replay finds them.
 */
final class SwapRequests {
    private static final Pattern BUNDLE = Pattern.compile("([0-9]{3})\\.([a-z_]+)\\.bundle");
    private static final int MOST = 999;

    private final Path folder;
    private final UnaryOperator<PolicySource> trust;
    private int taken;

    /** @param trust makes a source ask for the signature that the run's configuration asks for */
    SwapRequests(Path folder, UnaryOperator<PolicySource> trust) {
        this.folder = folder;
        this.trust = trust;
    }

    /** One policy that was handed in. */
    record Request(PolicySource source, Engine engine, Path answer) {
        /** Tells the process that waits. */
        void answer(String text, boolean accepted) {
            try {
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
        for (Path bundle : bundles(folder)) {
            Matcher name = BUNDLE.matcher(bundle.getFileName().toString());
            if (name.matches() && Integer.parseInt(name.group(1)) > taken) {
                Optional<Engine> engine = Engine.of(name.group(2));
                taken = Integer.parseInt(name.group(1));
                if (engine.isPresent()) {
                    PolicySource source =
                            PolicySource.of(bundle.toAbsolutePath().toString(), folder);
                    return Optional.of(new Request(trust.apply(source), engine.get(), answerTo(bundle)));
                }
            }
        }
        return Optional.empty();
    }

    /** All that were handed in, in their order. */
    static List<Path> bundles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            BUNDLE.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        } catch (IOException none) {
            return List.of();
        }
    }

    /** What a bundle that was handed in is computed with. */
    static Engine engineOf(Path bundle) {
        Matcher name = BUNDLE.matcher(bundle.getFileName().toString());
        return name.matches() ? Engine.of(name.group(2)).orElse(Engine.AUTO) : Engine.AUTO;
    }

    /** Where the answer to a bundle will stand. */
    static Path answerTo(Path bundle) {
        return bundle.resolveSibling(bundle.getFileName() + ".answer");
    }

    /** Hands a bundle in, whole or not at all; returns its place. */
    static Path handIn(Path folder, byte[] bundle, Engine engine) throws IOException {
        int number = bundles(folder).size() + 1;
        if (number > MOST) {
            throw new IOException("it has taken " + MOST + " policies already");
        }
        Path place = folder.resolve(String.format("%03d.%s.bundle", number, engine.key()));
        Path part = Files.createTempFile(folder, "in-", ".part");
        Files.write(part, bundle);
        return Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
    }
}
