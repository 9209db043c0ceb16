package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.creance.policies.manifest.ManifestExamples;
import dev.creance.policies.manifest.ManifestReader;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The schema of policy.yaml says the same as the reader that decides. */
class PolicySchemaTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(RobotSchema.policy());

    /** Keys that the reader wants because of what stands elsewhere, which a schema cannot say. */
    private static final List<String> NEEDED_BY_OTHERS = List.of("edges", "model", "tail");

    private static boolean valid(String text) {
        return SCHEMA.validate(text, InputFormat.YAML).isEmpty();
    }

    static Stream<String> manifests() {
        return Stream.of(
                        Stream.of(ManifestExamples.everything(), ManifestExamples.withCritics()),
                        ManifestExamples.withOtherActions().values().stream(),
                        ManifestExamples.withHeads().values().stream())
                .flatMap(texts -> texts);
    }

    @Test
    void thePublishedSchemaIsTheOneThatIsPrinted() throws IOException {
        StringWriter out = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));

        assertThat(line.execute("policy", "schema")).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(Path.of("../docs/policy.schema.json")))
                .as("creance policy schema > docs/policy.schema.json")
                .isEqualTo(out.toString());
    }

    @Test
    void theZooIsValid() throws IOException {
        for (String name : List.of("raptor", "l2f_own_350k")) {
            assertThat(valid(Files.readString(Path.of("../policies/zoo", name, "policy.yaml"))))
                    .as(name)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void whatTheReaderAcceptsIsValid(String text) {
        ManifestReader.read(ConfigFile.parse("policy.yaml", text));

        assertThat(SCHEMA.validate(text, InputFormat.YAML)).isEmpty();
    }

    /** In every map of the file, an added key makes both refuse, and so does every key that is taken away but for the optional ones. */
    @ParameterizedTest
    @MethodSource("manifests")
    void bothRefuseTheSameKeys(String text) {
        ObjectNode root = (ObjectNode) tree(ConfigFile.parse("policy.yaml", text));
        List<ObjectNode> maps = new ArrayList<>();
        collect(root, maps);
        assertThat(maps).hasSizeGreaterThan(40);
        assertThat(problem(root)).isEmpty();
        assertThat(valid(root.toString())).isTrue();
        for (ObjectNode map : maps) {
            map.put("nosuchkey", 1);
            assertThat(valid(root.toString())).as("%s", map).isFalse();
            assertThat(problem(root)).as("%s", map).contains("nosuchkey");
            map.remove("nosuchkey");
            for (String key :
                    List.copyOf(map.properties().stream().map(e -> e.getKey()).toList())) {
                JsonNode value = map.remove(key);
                String problem = problem(root);
                boolean missing = (problem.contains(" lacks '") || problem.contains("' is missing"))
                        && !NEEDED_BY_OTHERS.contains(key);
                if (!valid(root.toString())) {
                    assertThat(problem).as("without %s in %s", key, map).isNotEmpty();
                } else {
                    assertThat(missing)
                            .as("without %s in %s: %s", key, map, problem)
                            .isFalse();
                }
                map.set(key, value);
            }
        }
    }

    private static String problem(ObjectNode root) {
        try {
            ManifestReader.read(ConfigFile.parse("policy.yaml", root.toString()));
            return "";
        } catch (ConfigError refused) {
            return refused.getMessage();
        }
    }

    private static void collect(JsonNode node, List<ObjectNode> out) {
        if (node instanceof ObjectNode map) {
            out.add(map);
        }
        node.forEach(child -> collect(child, out));
    }

    private static JsonNode tree(ConfigNode node) {
        ObjectMapper mapper = new ObjectMapper();
        if (node.isMap()) {
            ObjectNode map = mapper.createObjectNode();
            node.children().forEach((key, child) -> map.set(key, tree(child)));
            return map;
        }
        if (node.isList()) {
            ArrayNode list = mapper.createArrayNode();
            node.items().forEach(item -> list.add(tree(item)));
            return list;
        }
        String text = node.string();
        if (text.equals("true") || text.equals("false")) {
            return mapper.getNodeFactory().booleanNode(text.equals("true"));
        }
        return text.matches("-?[1-9]?[0-9]{1,8}")
                ? mapper.getNodeFactory().numberNode(Long.parseLong(text))
                : mapper.getNodeFactory().textNode(text);
    }
}
