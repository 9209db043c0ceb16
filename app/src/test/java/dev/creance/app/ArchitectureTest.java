package dev.creance.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.creance.runtime.HotPath;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The one direction of dependency between modules, and what the hot path may not call. See docs/architecture.md. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.creance");

    /** Package of a module: packages of modules it may use beside itself. */
    private static final Map<String, List<String>> MAY_USE = new TreeMap<>(Map.of(
            "runtime", List.of(),
            "dynamics", List.of("runtime"),
            "policies", List.of("runtime"),
            "safety", List.of("runtime", "dynamics"),
            "bridge", List.of("runtime"),
            "drivers", List.of("runtime", "bridge"),
            "sim", List.of("runtime", "dynamics", "bridge"),
            "record", List.of("runtime"),
            "fleet", List.of("runtime", "record", "drivers"),
            "app",
                    List.of(
                            "runtime",
                            "dynamics",
                            "policies",
                            "safety",
                            "bridge",
                            "drivers",
                            "sim",
                            "record",
                            "fleet")));

    private static final List<String> NEVER_ON_THE_HOT_PATH = List.of(
            "java.util.stream.",
            "java.util.function.",
            "java.util.concurrent.locks.Reentrant",
            "java.util.concurrent.locks.Stamped",
            "java.util.Iterator",
            "java.io.",
            "java.lang.StringBuilder",
            "java.util.Formatter",
            "org.slf4j.",
            "java.lang.System$Logger");

    @TestFactory
    List<DynamicTest> modulesDependInOneDirection() {
        return MAY_USE.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> noClasses()
                                .that()
                                .resideInAPackage("dev.creance." + entry.getKey() + "..")
                                .should()
                                .dependOnClassesThat(ofOurOtherModules(entry.getKey(), entry.getValue()))
                                .check(CLASSES)))
                .toList();
    }

    @Test
    void everyModuleHasItsRule() {
        classes()
                .should()
                .resideInAnyPackage(MAY_USE.keySet().stream()
                        .map(module -> "dev.creance." + module + "..")
                        .toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("dev.creance.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void noRoomForOddsAndEnds() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)")
                .check(CLASSES);
    }

    @Test
    void theHotPathCallsNothingThatAllocatesLocksOrLogs() {
        methods()
                .that()
                .areAnnotatedWith(HotPath.class)
                .or()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(HotPath.class)
                .should(callNone())
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> ofOurOtherModules(String self, List<String> allowed) {
        return DescribedPredicate.describe("modules other than " + allowed, type -> {
            String name = type.getPackageName();
            return name.startsWith("dev.creance.")
                    && !isIn(name, self)
                    && allowed.stream().noneMatch(module -> isIn(name, module));
        });
    }

    private static boolean isIn(String packageName, String module) {
        return packageName.equals("dev.creance." + module) || packageName.startsWith("dev.creance." + module + ".");
    }

    private static ArchCondition<JavaMethod> callNone() {
        return new ArchCondition<>("call none of " + NEVER_ON_THE_HOT_PATH) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                for (JavaCall<?> call : method.getCallsFromSelf()) {
                    String owner = call.getTargetOwner().getName();
                    if (NEVER_ON_THE_HOT_PATH.stream().anyMatch(owner::startsWith)) {
                        events.add(SimpleConditionEvent.violated(method, call.getDescription()));
                    }
                }
            }
        };
    }
}
