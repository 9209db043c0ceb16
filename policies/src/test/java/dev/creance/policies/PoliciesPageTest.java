package dev.creance.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.policies.manifest.ManifestReader;
import dev.creance.runtime.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/policies.md shows of manifests is read, and is flown. */
class PoliciesPageTest {
    private static final Path PAGE = Path.of("../docs/policies.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)```yaml\n(.*?)```");
    private static final Pattern MODEL = Pattern.compile("(?:\\{id|\\{model): (\\w+)");

    /** What stands in an action, not at the top of a manifest; each line is an example. */
    private static final Pattern OF_ACTIONS = Pattern.compile("(?s)(?:(?:chunk|head): [^\n]*\n)+");

    /** What follows is added to the terms of an observation. */
    private static final String OF_TERMS = "# in observation.terms\n";

    static List<String> examples() throws IOException {
        return BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .flatMap(block -> OF_ACTIONS.matcher(block).matches() ? block.lines() : Stream.of(block))
                .toList();
    }

    @Test
    void thePageShowsMoreThanAHandful() throws IOException {
        assertThat(examples()).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsReadAndFlown(String example) {
        Map<String, String> sections = sections(example);

        String text = String.join("\n", sections.values());
        assertThat(Flyable.objection(ManifestReader.read(ConfigFile.parse("policy.yaml", text))))
                .as(text)
                .isEmpty();
    }

    /** A manifest with the example in its place. */
    private static Map<String, String> sections(String example) {
        boolean ofActions = OF_ACTIONS.matcher(example + "\n").matches();
        String[] parts = (ofActions ? "" : example).split(OF_TERMS, 2);
        Map<String, String> sections = manifest(models(example), parts.length > 1 ? parts[1] : "");
        for (String section : parts[0].split("\n(?=[a-z])")) {
            sections.put(section.split(":", 2)[0], section);
        }
        sections.remove("");
        sections.computeIfPresent("action", (key, action) -> ofActions ? action + "\n  " + example : action);
        return sections;
    }

    private static Collection<String> models(String example) {
        TreeSet<String> ids = new TreeSet<>(List.of("policy"));
        MODEL.matcher(example)
                .results()
                .map((MatchResult found) -> found.group(1))
                .forEach(ids::add);
        return ids;
    }

    private static Map<String, String> manifest(Collection<String> models, String terms) {
        Map<String, String> sections = new LinkedHashMap<>();
        put(sections, "policy", "1");
        put(sections, "name", "example");
        put(sections, "description", "what the page shows");
        put(sections, "robot", "none");
        put(sections, "provenance", "{source: the page, paper: none, conversion: none}");
        put(sections, "licence", "{spdx: Apache-2.0, holder: Creance, file: LICENSE}");
        put(
                sections,
                "models",
                models.stream()
                        .map(id -> "{id: %s, file: %s.onnx, sha256: %s, external_data: []}"
                                .formatted(id, id, "0".repeat(64)))
                        .toList()
                        .toString());
        if (models.size() > 1) {
            put(sections, "edges", "[]");
        }
        put(sections, "rates", "{native: 50 Hz, higher: refused, loop: any, deadline: 1 s, at_miss: backup}");
        String velocity = "  - {term: velocity, kind: channels, signal: velocity, unit: m/s, dim: 3, process: []}\n";
        put(
                sections,
                "observation",
                "\n  tensor: {model: policy, name: obs}\n  normaliser: none\n  history: none\n  terms:\n"
                        + (velocity + terms).indent(2));
        put(
                sections,
                "action",
                "\n  tensor: {model: policy, name: action}\n  kind: direct\n  commands: [motor.0]\n"
                        + "  unit: \"1\"\n  process: []\n  between: hold");
        put(sections, "state", "[]");
        put(sections, "ignored_outputs", "[]");
        put(sections, "known_answers", "none");
        return sections;
    }

    private static void put(Map<String, String> sections, String key, String value) {
        sections.put(key, key + ": " + value);
    }
}
