package dev.creance.app;

import dev.creance.policies.Engine;
import dev.creance.policies.PolicySource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The policies that other processes hand in to a run: bundles {@code 001.ENGINE.bundle}, {@code 002…} in its folder, where a
 * replay finds them.
 */
final class SwapRequests {
    private static final String SUFFIX = ".bundle";

    private final Path folder;
    private final RequestFolder requests;
    private final UnaryOperator<PolicySource> trust;

    /** @param trust makes a source ask for the signature that the run's configuration asks for */
    SwapRequests(Path folder, UnaryOperator<PolicySource> trust) {
        this.folder = folder;
        this.requests = new RequestFolder(folder, SUFFIX);
        this.trust = trust;
    }

    /** One policy that was handed in. */
    record Request(PolicySource source, Engine engine, RequestFolder.Request from) {
        void answer(String text, boolean accepted) {
            from.answer(text, accepted);
        }
    }

    /** The next that nobody has taken. */
    Optional<Request> next() {
        Optional<RequestFolder.Request> next = requests.next();
        while (next.isPresent()) {
            Optional<Engine> engine = Engine.of(next.get().what(SUFFIX));
            if (engine.isPresent()) {
                PolicySource source =
                        PolicySource.of(next.get().file().toAbsolutePath().toString(), folder);
                return Optional.of(new Request(trust.apply(source), engine.get(), next.get()));
            }
            next = requests.next();
        }
        return Optional.empty();
    }

    /** All that were handed in, in their order. */
    static List<Path> bundles(Path folder) {
        return new RequestFolder(folder, SUFFIX)
                .all().stream().map(RequestFolder.Request::file).toList();
    }

    /** What a bundle that was handed in is computed with. */
    static Engine engineOf(Path bundle) {
        String[] name = bundle.getFileName().toString().split("\\.");
        return Engine.of(name[1]).orElse(Engine.AUTO);
    }

    /** Hands a bundle in, whole or not at all; returns its place. */
    static Path handIn(Path folder, byte[] bundle, Engine engine) throws IOException {
        return new RequestFolder(folder, SUFFIX).handIn(engine.key() + SUFFIX, bundle);
    }
}
