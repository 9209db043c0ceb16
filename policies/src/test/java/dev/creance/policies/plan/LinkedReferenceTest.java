package dev.creance.policies.plan;

import dev.creance.policies.graph.OnnxModel;
import dev.creance.policies.graph.Plan;
import dev.creance.policies.imports.ReferencePolicy;
import dev.creance.runtime.property.Property;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Other people's networks: those that lie here and, with {@code -Dcreance.reference=FOLDER}, all in {@code models/} of it. */
class LinkedReferenceTest {
    @TestFactory
    Stream<DynamicTest> bothEvaluationsOfEachNetworkAgreeBitForBit() throws IOException {
        Stream<Path> here = ReferencePolicy.all().stream()
                .filter(policy -> policy.model().equals("whole"))
                .map(ReferencePolicy::home)
                .distinct()
                .flatMap(folder -> networks(folder).stream());
        String folder = System.getProperty("creance.reference", "");
        Stream<Path> there = folder.isEmpty() ? Stream.empty() : networks(Path.of(folder, "models")).stream();
        return Stream.concat(here, there)
                .map(file -> DynamicTest.dynamicTest(file.toString(), () -> {
                    Plan plan = plan(file);
                    Property.check(3, choices -> LinkedPlanTest.agree(plan, choices, 3));
                }));
    }

    private static List<Path> networks(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".onnx"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Plan plan(Path file) throws IOException {
        return Plan.of(
                OnnxModel.parse(Files.readAllBytes(file)).withExternalData(name -> read(file.resolveSibling(name))),
                Map.of());
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
