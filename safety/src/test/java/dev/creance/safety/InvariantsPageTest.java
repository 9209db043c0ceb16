package dev.creance.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The list of mutants stays what {@code tools/mutants/run} can try, and docs/invariants.md shows it. Where they differ, write the page
 * anew with {@code -Dtest=InvariantsPageTest -Dcreance.docs.write=true}.
 */
class InvariantsPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Path PAGE = ROOT.resolve("docs/invariants.md");
    private static final String BEGIN = "<!-- mutants: generated -->\n";

    /** As tools/mutants/list writes them: paragraphs of {@code key: value}. */
    private static List<Map<String, String>> mutants() throws IOException {
        String text = Files.readString(ROOT.resolve("tools/mutants/list")).replaceAll("(?m)^#.*\n", "");
        List<Map<String, String>> all = new ArrayList<>();
        for (String paragraph : text.strip().split("\n\n+", -1)) {
            Map<String, String> mutant = new LinkedHashMap<>();
            for (String line : paragraph.split("\n", -1)) {
                int colon = line.indexOf(": ");
                mutant.put(line.substring(0, colon), line.substring(colon + 2));
            }
            all.add(mutant);
        }
        return all;
    }

    @Test
    void everyMutantCanStillBeMade() throws IOException {
        for (Map<String, String> mutant : mutants()) {
            Path file = ROOT.resolve(mutant.get("module") + "/src/main/java/" + mutant.get("file"));
            assertThat(Files.readString(file).split(java.util.regex.Pattern.quote(mutant.get("before")), -1))
                    .as("'%s' in %s", mutant.get("before"), file)
                    .hasSize(2);
            assertThat(mutant.get("after")).isNotEqualTo(mutant.get("before"));
        }
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        for (Map<String, String> mutant : mutants()) {
            String[] words = mutant.get("test").split("#", -1);
            Path tests = ROOT.resolve(mutant.get("module") + "/src/test/java");
            String text = Files.readString(tests.resolve(words[0].replace('.', '/') + ".java"));
            for (String contract : List.of("InvariantsContract", "HotPathContract")) {
                text += text.contains("extends " + contract) ? sourceOf(contract) : "";
            }
            assertThat(text).as(mutant.get("test")).contains(" " + words[1] + "()");
        }
    }

    private static String sourceOf(String contract) throws IOException {
        return Files.readString(ROOT.resolve(
                contract.equals("HotPathContract")
                        ? "runtime/src/test/java/dev/creance/runtime/HotPathContract.java"
                        : "safety/src/test/java/dev/creance/safety/InvariantsContract.java"));
    }

    @Test
    void everyInvariantHasAMutant() throws IOException {
        TreeSet<String> wanted = IntStream.rangeClosed(1, 14)
                .mapToObj(number -> "I" + number)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(mutants().stream().map(mutant -> mutant.get("invariant"))).containsAll(wanted);
    }

    @Test
    void thePageShowsThem() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf("<!-- mutants: end -->");
        if (Boolean.getBoolean("creance.docs.write")) {
            Files.writeString(PAGE, page.substring(0, from) + table() + page.substring(to));
            return;
        }
        assertThat(page.substring(from, to)).isEqualTo(table());
    }

    private static String table() throws IOException {
        StringBuilder text =
                new StringBuilder("| | mechanism that is broken | in | test that fails |\n|---|---|---|---|\n");
        for (Map<String, String> mutant : mutants()) {
            String test = mutant.get("test");
            text.append("| ")
                    .append(mutant.get("invariant"))
                    .append(" | ")
                    .append(mutant.get("broken"))
                    .append(" | `")
                    .append(simple(mutant.get("file").replace(".java", ""), '/'))
                    .append("` | `")
                    .append(simple(test.substring(0, test.indexOf('#')), '.'))
                    .append('.')
                    .append(test.substring(test.indexOf('#') + 1))
                    .append("` |\n");
        }
        return text.toString();
    }

    private static String simple(String name, char separator) {
        return name.substring(name.lastIndexOf(separator) + 1);
    }
}
