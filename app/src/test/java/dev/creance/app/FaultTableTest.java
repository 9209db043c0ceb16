package dev.creance.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.creance.runtime.Cause;
import dev.creance.runtime.config.ConfigError;
import dev.creance.runtime.config.ConfigFile;
import dev.creance.runtime.config.ConfigNode;
import dev.creance.sim.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/fault-reactions.md: each kind of fault, injected into each class of machine on its example, in lockstep: after how many ticks the
 * shield knows of it, what it does, and how it ends. A row of the page is what its flight here gives. Where it is another by intent, write
 * the page anew with {@code -Dtest=FaultTableTest -Dcreance.docs.write=true}; a new kind needs a line in faults/cases.yaml.
 */
class FaultTableTest {
    private static final boolean WRITE = Boolean.getBoolean("creance.docs.write");
    private static final Path PAGE = Path.of("../docs/fault-reactions.md");
    private static final Path CASES = Path.of("src/test/resources/dev/creance/app/faults/cases.yaml");
    private static final List<String> MACHINES = List.of("quadrotor", "motor", "arm");

    /** Limits that attacks run into, whose tests look at the limit and not at the cause. */
    private static final EnumSet<Cause> UNDER_ATTACK = EnumSet.of(
            Cause.ALTITUDE_CEILING,
            Cause.LOST_CERTIFICATE,
            Cause.CONTACT,
            Cause.JOINT_VELOCITY,
            Cause.JOINT_ACCELERATION,
            Cause.TOOL_SPEED);

    @TempDir
    static Path folder;

    private static List<ConfigNode> cases(String machine) {
        return ConfigFile.read(CASES).child(machine).items();
    }

    @TestFactory
    Stream<DynamicTest> everyRowOfThePageIsWhatItsFlightGives() {
        return MACHINES.stream()
                .flatMap(machine -> cases(machine).stream()
                        .map(fault -> DynamicTest.dynamicTest(
                                machine + " " + FaultRow.text(fault), () -> holds(machine, fault))));
    }

    private static void holds(String machine, ConfigNode fault) throws Exception {
        FaultRow row = FaultRow.flown(machine, fault, Files.createTempDirectory(folder, "flight"));
        if (WRITE) {
            write(machine, row);
        }
        assertThat(rows(machine)).contains(row.line());
    }

    private static List<String> rows(String machine) throws IOException {
        return section(Files.readString(PAGE), machine).lines().toList();
    }

    private static String section(String page, String machine) {
        return page.substring(page.indexOf(begin(machine)) + begin(machine).length(), page.indexOf(end(machine)));
    }

    private static String begin(String machine) {
        return "<!-- " + machine + ": generated -->\n";
    }

    private static String end(String machine) {
        return "<!-- " + machine + ": end -->";
    }

    /** In its place among the others: where a row of the same fault stands, or at the end. */
    private static void write(String machine, FaultRow row) throws IOException {
        String page = Files.readString(PAGE);
        String section = section(page, machine);
        String head = "| " + row.fault() + " |";
        String changed = section.lines().anyMatch(line -> line.startsWith(head))
                ? String.join(
                                "\n",
                                section.lines()
                                        .map(line -> line.startsWith(head) ? row.line() : line)
                                        .toList())
                        + "\n"
                : (section.isEmpty() ? FaultRow.HEAD : section) + row.line() + "\n";
        Files.writeString(PAGE, page.replace(begin(machine) + section, begin(machine) + changed));
    }

    @Test
    void everyKindThatCanBefallAMachineHasItsRowAndNoOtherRowIsThere() throws IOException {
        for (String machine : MACHINES) {
            Set<Fault.Kind> missing = EnumSet.allOf(Fault.Kind.class);
            missing.removeIf(kind -> !canBefall(machine, kind));
            for (ConfigNode fault : cases(machine)) {
                missing.removeIf(kind -> kind.word().equals(fault.child("kind").string()));
            }
            assertThat(missing).as(machine).isEmpty();
            assertThat(rows(machine)).as(machine).hasSize(cases(machine).size() + 2);
        }
    }

    /** A plant that cannot be disturbed in this way refuses the kind by name. */
    private static boolean canBefall(String machine, Fault.Kind kind) {
        try {
            RobotConfig.read(
                    Path.of("../examples/" + machine + ".yaml"),
                    java.util.Map.of("scenario.faults", "[{kind: " + kind.word() + "}]"));
            return true;
        } catch (ConfigError refused) {
            return !refused.getMessage().contains("cannot befall");
        }
    }

    /** In a row, or in one of the tests that the page names. */
    @Test
    void everyCauseIsInjectedByARowOrByATestThatThePageNames() throws IOException {
        String page = Files.readString(PAGE);
        StringBuilder tests = new StringBuilder();
        for (Path folder : List.of(Path.of("../safety/src/test/java"), Path.of("src/test/java"))) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(FaultTableTest::isTest).toList()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    tests.append(page.contains("`" + name + "`") ? Files.readString(file) : "");
                }
            }
        }
        Set<Cause> missing = EnumSet.complementOf(UNDER_ATTACK);
        missing.removeIf(cause -> tests.indexOf("Cause." + cause.name()) >= 0
                || Pattern.compile("\\b" + RunSummary.lower(cause) + "\\b")
                        .matcher(page)
                        .find());

        assertThat(missing).isEmpty();
    }

    private static boolean isTest(Path file) {
        return file.toString().endsWith("Test.java") && !file.endsWith("FaultTableTest.java");
    }
}
