package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.creance.runtime.config.ConfigError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The schema that editors read says the same as the binders that decide. */
class RobotSchemaTest {
    static final Path PUBLISHED = Path.of("../docs/robot.schema.json");
    private static final Map<String, Path> GOOD = Map.of(
            MachineClass.QUADROTOR,
            BrokenConfigTest.GOOD,
            MachineClass.DRIVE,
            BrokenConfigTest.GOOD.resolveSibling("good-motor.yaml"),
            MachineClass.ARM,
            BrokenConfigTest.GOOD.resolveSibling("good-arm.yaml"));
    private static final Path EXAMPLES = Path.of("../examples");
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(RobotSchema.text());

    static List<String> errors(String yaml) {
        return SCHEMA.validate(yaml, InputFormat.YAML).stream()
                .map(Error::toString)
                .toList();
    }

    static Stream<Path> accepted() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return Stream.concat(
                    files.filter(file -> file.toString().endsWith(".yaml")).toList().stream(),
                    Stream.of(BrokenConfigTest.GOOD));
        }
    }

    static Stream<Path> withUnknownKeysOrUnits() throws IOException {
        return BrokenConfigTest.files().stream()
                .filter(file ->
                        file.toString().matches(".*-(unknown-|no-|wrong-unit|not-a|decimal-|bad-port|version-2).*")
                                && !file.toString().contains("no-multiple")
                                && !file.toString().matches(".*(parameter-set|not-yaml|not-a-whole).*"));
    }

    @Test
    void thePublishedSchemaIsTheOneThatCheckPrints() throws IOException {
        StringWriter out = new StringWriter();
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out, true));

        assertThat(line.execute("check", "--schema")).isEqualTo(ExitCode.DONE);
        assertThat(Files.readString(PUBLISHED))
                .as("creance check --schema > docs/robot.schema.json")
                .isEqualTo(out.toString());
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void whatCheckAcceptsIsValid(Path file) throws IOException {
        assertThat(errors(Files.readString(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("withUnknownKeysOrUnits")
    void unknownAndMissingKeysAndWrongUnitsAreInvalid(Path file) throws IOException {
        assertThat(errors(Files.readString(file))).isNotEmpty();
    }

    /** A key that cannot be is added to a section; the refusal lists what the binder knows there. */
    @ParameterizedTest
    @MethodSource("sections")
    void itsKeysAreThoseOfTheBinder(Path good, String path, String value, List<String> keys) {
        Map<String, String> sets = new LinkedHashMap<>();
        sets.put(path, value);

        ConfigError refused = catchThrowableOfType(ConfigError.class, () -> Controls.of(RobotConfig.read(good, sets)));

        assertThat(refused).hasMessageContaining("unknown key 'nosuchkey'");
        assertThat(refused.hint().split("known: ")[1].split(", ")).containsExactlyInAnyOrderElementsOf(keys);
    }

    static Stream<Arguments> sections() {
        return MachineFormat.all().stream().flatMap(machine -> {
            List<Arguments> found = new ArrayList<>();
            collect("", RobotFormat.file(machine), found);
            return found.stream()
                    .map(entry ->
                            Arguments.of(GOOD.get(machine.model()), entry.get()[0], entry.get()[1], entry.get()[2]))
                    .filter(RobotSchemaTest::isOfItsKind);
        });
    }

    /** Not the converters of other machines, policies where a controller flies, nor what is inside entries of references and obstacles. */
    private static boolean isOfItsKind(Arguments section) {
        String path = (String) section.get()[1];
        List<?> keys = (List<?>) section.get()[3];
        boolean hasController = !section.get()[0].equals(BrokenConfigTest.GOOD);
        return !(path.startsWith("plant.converter") && keys.contains("quadrants"))
                && !(hasController && path.startsWith("policy.") && keys.contains("trust"))
                && !path.startsWith("scenario.reference.")
                && !path.startsWith("shield.limits.obstacles.");
    }

    /** Of those of a kind that differ by it. */
    private static String method(Shape.Section section) {
        return section.keys().stream()
                .filter(key -> key.name().equals("method"))
                .map(key -> ", method: " + ((Shape.Words) key.shape()).words().getFirst())
                .collect(Collectors.joining());
    }

    private static void collect(String path, Shape shape, List<Arguments> out) {
        switch (shape) {
            case Shape.Section section -> {
                List<String> keys = section.keys().stream().map(Shape.Key::name).toList();
                if (keys.contains("kind")) {
                    Shape.Words kinds = (Shape.Words) section.keys().getFirst().shape();
                    kinds.words().forEach(word -> {
                        String entry = "{kind: " + word + method(section) + ", nosuchkey: 1}";
                        boolean listed = path.matches(".*(faults|obstacles|guards)");
                        out.add(Arguments.of(path, listed ? "[" + entry + "]" : entry, keys));
                    });
                } else if (keys.contains("controller")) {
                    out.add(Arguments.of(path, "{controller: reference, nosuchkey: 1}", keys));
                } else {
                    out.add(Arguments.of(path.isEmpty() ? "nosuchkey" : path + ".nosuchkey", "1", keys));
                }
                section.keys()
                        .forEach(key ->
                                collect(path.isEmpty() ? key.name() : path + "." + key.name(), key.shape(), out));
            }
            case Shape.Either either -> either.shapes().forEach(option -> collect(path, option, out));
            case Shape.Items items
            when items.item() instanceof Shape.Section entry ->
                out.add(Arguments.of(
                        path,
                        "[{nosuchkey: 1}]",
                        entry.keys().stream().map(Shape.Key::name).toList()));
            case Shape.Items items -> collect(path, items.item(), out);
            default -> {
                // a value
            }
        }
    }
}
