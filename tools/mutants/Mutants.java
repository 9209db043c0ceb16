import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * Applies each entry of tools/mutants/list to a copy of its file, compiles that alone, and runs the entry's test with it in front of
 * the class path, in a JVM of its own. See tools/mutants/run.
 */
final class Mutants {
    private static final Path LIST = Path.of("tools/mutants/list");
    private static final long LONGEST_S = 240;
    private static final int FAILED = 1;
    private static final int NOTHING_RAN = 2;
    private static final String UNCHANGED = "";

    private final Path work;

    private Mutants(Path work) {
        this.work = work;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments[0].equals("--test")) {
            System.exit(test(arguments[1]));
        }
        List<Map<String, String>> chosen = read(Files.readString(LIST)).stream()
                .filter(entry -> arguments.length < 2 || entry.get("invariant").equals(arguments[1]))
                .toList();
        System.exit(new Mutants(Path.of(arguments[0])).all(chosen) ? 0 : 1);
    }

    /** Paragraphs of {@code key: value}; lines that begin with # are remarks. */
    private static List<Map<String, String>> read(String text) {
        List<Map<String, String>> entries = new ArrayList<>();
        for (String paragraph : text.replaceAll("(?m)^#.*\n", "").strip().split("\n\n+")) {
            Map<String, String> entry = new LinkedHashMap<>();
            for (String line : paragraph.split("\n")) {
                int colon = line.indexOf(": ");
                entry.put(line.substring(0, colon), line.substring(colon + 2));
            }
            entries.add(entry);
        }
        return entries;
    }

    private boolean all(List<Map<String, String>> entries) throws IOException, InterruptedException {
        boolean good = !entries.isEmpty();
        for (String test : entries.stream().map(entry -> entry.get("module") + " " + entry.get("test")).distinct().toList()) {
            String[] words = test.split(" ");
            int code = run(words[0], words[1], UNCHANGED);
            if (code != 0) {
                System.out.println("FAILS WITHOUT A MUTANT " + test + " (" + code + ")");
                good = false;
            }
        }
        int number = 0;
        for (Map<String, String> entry : entries) {
            long from = System.nanoTime();
            String overlay = mutate(entry, ++number);
            int code = run(entry.get("module"), entry.get("test"), overlay);
            boolean killed = code == FAILED;
            good &= killed;
            System.out.printf(
                    Locale.ROOT,
                    "%-8s %-3s %5.1f s  %s  [%s]%n",
                    killed ? "killed" : "SURVIVED",
                    entry.get("invariant"),
                    (System.nanoTime() - from) * 1e-9,
                    entry.get("broken"),
                    entry.get("test").replaceAll("dev\\.creance\\.", ""));
        }
        System.out.println(entries.size() + " mutants: " + (good ? "all killed" : "NOT all killed"));
        return good;
    }

    private String mutate(Map<String, String> entry, int number) throws IOException {
        Path file = Path.of(entry.get("module"), "src/main/java", entry.get("file"));
        String text = Files.readString(file);
        int at = text.indexOf(entry.get("before"));
        if (at < 0 || text.indexOf(entry.get("before"), at + 1) >= 0) {
            throw new IOException(file + " does not have exactly one '" + entry.get("before") + "'");
        }
        Path overlay = work.resolve("mutant" + number);
        Path copy = Files.createDirectories(overlay.resolve("src")).resolve(file.getFileName());
        Files.writeString(copy, text.replace(entry.get("before"), entry.get("after")));
        PrintWriter said = new PrintWriter(System.out, true);
        String[] options = {"-nowarn", "-d", overlay + "/classes", "-cp", path(entry.get("module")), copy.toString()};
        if (ToolProvider.findFirst("javac").orElseThrow().run(said, said, options) != 0) {
            throw new IOException("the mutant of " + file + " does not compile");
        }
        return overlay.resolve("classes").toAbsolutePath() + ":";
    }

    private static String path(String module) throws IOException {
        Path target = Path.of(module, "target").toAbsolutePath();
        return target.resolve("test-classes") + ":" + target.resolve("classes") + ":"
                + Files.readString(target.resolve("test.classpath"));
    }

    /** @return what {@link #test} returns; a test that does not end has failed */
    private int run(String module, String test, String overlay) throws IOException, InterruptedException {
        String own = System.getProperty("java.class.path");
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-XX:+UseSerialGC", "-Xmx1g"));
        command.addAll(Arrays.asList("--enable-native-access=ALL-UNNAMED", "-cp", overlay + path(module) + ":" + own));
        command.addAll(List.of("Mutants", "--test", test));
        Process child = new ProcessBuilder(command)
                .directory(Path.of(module).toFile())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("said").toFile())
                .start();
        if (!child.waitFor(LONGEST_S, TimeUnit.SECONDS)) {
            child.destroyForcibly().waitFor();
            return FAILED;
        }
        return child.exitValue();
    }

    private static int test(String name) {
        String[] words = name.split("#");
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(
                        words.length > 1
                                ? DiscoverySelectors.selectMethod(words[0], words[1])
                                : DiscoverySelectors.selectClass(words[0]))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.printFailuresTo(new PrintWriter(System.out, true));
        if (summary.getTotalFailureCount() > 0) {
            return FAILED;
        }
        return summary.getTestsSucceededCount() > 0 ? 0 : NOTHING_RAN;
    }
}
