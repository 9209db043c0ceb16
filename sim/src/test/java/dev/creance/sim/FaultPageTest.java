package dev.creance.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every fault that can befall a machine is shown by a test, and docs/simulator.md says by which. Where its table differs, write it
 * anew with {@code -Dtest=FaultPageTest -Dcreance.docs.write=true}.
 */
class FaultPageTest {
    private static final Path PAGE = Path.of("..", "docs", "simulator.md");
    private static final List<Class<?>> TESTS = List.of(
            SensorFaultsTest.class,
            ActuatorFaultsTest.class,
            LinkFaultsTest.class,
            PlantFaultsTest.class,
            FaultyPolicyTest.class,
            FaultyClockTest.class);

    /** A test that shows a fault, and on which machines. */
    private record Shown(Method method, Set<FaultRun> on) {
        String name() {
            return method.getDeclaringClass().getSimpleName() + "." + method.getName();
        }
    }

    private static List<Shown> shown(Fault.Kind kind) {
        List<Shown> shown = new ArrayList<>();
        for (Class<?> test : TESTS) {
            Arrays.stream(test.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Shows.class))
                    .filter(method ->
                            List.of(method.getAnnotation(Shows.class).value()).contains(kind))
                    .map(method -> new Shown(method, machines(method, kind)))
                    .forEach(shown::add);
        }
        return shown;
    }

    /** By its parameters, of which the machine is the first; by its annotation; or all, where the machine is of no account. */
    private static Set<FaultRun> machines(Method method, Fault.Kind kind) {
        Set<FaultRun> named = EnumSet.noneOf(FaultRun.class);
        named.addAll(List.of(method.getAnnotation(Shows.class).on()));
        if (method.isAnnotationPresent(EnumSource.class) || kind.onHost()) {
            named.addAll(EnumSet.allOf(FaultRun.class));
        }
        CsvSource rows = method.getAnnotation(CsvSource.class);
        Stream.of(rows == null ? new String[0] : rows.value())
                .filter(row -> !row.contains("{kind: ") || row.contains("{kind: " + kind.word() + ","))
                .map(row -> FaultRun.valueOf(row.split(",", 2)[0].strip()))
                .forEach(named::add);
        return named;
    }

    private static boolean canBefall(Fault.Kind kind, FaultRun machine) {
        return Disturbance.of(kind)
                .map(machine.plant().disturbances()::contains)
                .orElse(true);
    }

    @ParameterizedTest
    @EnumSource
    void everyFaultThatCanBefallAMachineIsShownOnIt(Fault.Kind kind) {
        Set<FaultRun> on = EnumSet.noneOf(FaultRun.class);
        shown(kind).forEach(each -> on.addAll(each.on()));

        assertThat(on)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(FaultRun.values())
                        .filter(machine -> canBefall(kind, machine))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            classes = {SensorFaultsTest.class, ActuatorFaultsTest.class, LinkFaultsTest.class, PlantFaultsTest.class})
    void whatIsShownInLockstepIsShownInRealTime(Class<?> test) {
        String inRealTime = test.getName().replace("Test", "InRealTimeTest");

        assertThatCode(() -> assertThat(Class.forName(inRealTime)).isAssignableTo(test))
                .doesNotThrowAnyException();
    }

    @Test
    void theTableOnThePageSaysSo() throws IOException {
        String page = Files.readString(PAGE);
        String begin = "<!-- faults: generated -->\n";
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf("<!-- faults: end -->");
        assertThat(to).as("markers").isGreaterThanOrEqualTo(from);
        if (Boolean.getBoolean("creance.docs.write")) {
            Files.writeString(PAGE, page.substring(0, from) + table() + page.substring(to));
            return;
        }
        assertThat(page.substring(from, to)).isEqualTo(table());
    }

    private static String table() {
        StringBuilder text = new StringBuilder("| layer | kind | shown by | on |\n| --- | --- | --- | --- |\n");
        for (Fault.Layer layer : Fault.Layer.values()) {
            for (Fault.Kind kind : Fault.Kind.values()) {
                if (kind.layer() == layer) {
                    text.append(row(kind));
                }
            }
        }
        return text.toString();
    }

    private static String row(Fault.Kind kind) {
        Set<String> tests = new TreeSet<>();
        Set<FaultRun> on = EnumSet.noneOf(FaultRun.class);
        shown(kind).forEach(each -> {
            tests.add("`" + each.name() + "`");
            on.addAll(each.on());
        });
        String machines = kind.onHost()
                ? "any"
                : String.join(", ", on.stream().map(FaultPageTest::word).toList());
        return "| " + kind.layer().name().toLowerCase(Locale.ROOT) + " | `" + kind.word() + "` | "
                + String.join(", ", tests) + " | " + machines + " |\n";
    }

    private static String word(FaultRun machine) {
        return machine.name().toLowerCase(Locale.ROOT);
    }
}
