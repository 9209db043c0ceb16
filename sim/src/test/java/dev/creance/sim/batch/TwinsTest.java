package dev.creance.sim.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** C2 asks for the same code twice, once for each precision; what is written twice stays the same. */
class TwinsTest {
    private record Twins(Class<?> floats, Class<?> doubles) {}

    private static final List<Twins> ALL = List.of(
            new Twins(FloatQuadrotorPasses.class, DoubleQuadrotorPasses.class),
            new Twins(FloatPmsmPasses.class, DoublePmsmPasses.class));

    @TestFactory
    Stream<DynamicTest> bothPrecisionsAreTheSameInstructions() {
        return ALL.stream()
                .map(twins -> DynamicTest.dynamicTest(
                        twins.floats.getSimpleName(),
                        () -> assertThat(code(twins.doubles)).isEqualTo(code(twins.floats))));
    }

    private static List<String> code(Class<?> type) throws IOException {
        List<String> all = new ArrayList<>();
        try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            for (MethodModel method : ClassFile.of().parse(in.readAllBytes()).methods()) {
                all.add(method.methodName().stringValue());
                method.code().ifPresent(code -> {
                    for (CodeElement element : code) {
                        if (element instanceof Instruction instruction) {
                            all.add(line(instruction));
                        }
                    }
                });
            }
        }
        return all;
    }

    /** Without what differs by precision alone. */
    private static String line(Instruction instruction) {
        String line = switch (instruction) {
            case InvokeInstruction it ->
                it.owner().name().stringValue() + "." + it.name().stringValue();
            case FieldInstruction it ->
                it.owner().name().stringValue() + "." + it.name().stringValue();
            case ConstantInstruction it ->
                it.constantValue() instanceof Number number
                        ? "constant " + number.floatValue()
                        : "constant " + it.constantValue();
            case LoadInstruction it -> it.typeKind() + " from " + it.slot();
            case StoreInstruction it -> it.typeKind() + " to " + it.slot();
            case IncrementInstruction it -> "add " + it.constant() + " to " + it.slot();
            default -> instruction.opcode().name();
        };
        return line.replaceAll("(?i)float|double", "real");
    }
}
