package dev.creance.sim.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
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
            new Twins(LoneFloatQuadrotor.class, LoneDoubleQuadrotor.class),
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
                method.code().ifPresent(code -> all.addAll(code(code)));
            }
        }
        return all;
    }

    private static List<String> code(CodeModel code) {
        List<Integer> slots = code.elementStream()
                .map(TwinsTest::slot)
                .filter(slot -> slot >= 0)
                .distinct()
                .sorted()
                .toList();
        List<String> all = new ArrayList<>();
        for (CodeElement element : code) {
            if (element instanceof Instruction instruction && !(element instanceof ConvertInstruction)) {
                all.add(line(instruction, slots.indexOf(slot(element))));
            }
        }
        return all;
    }

    /** Of a local variable; a double takes two. */
    private static int slot(CodeElement element) {
        return switch (element) {
            case LoadInstruction it -> it.slot();
            case StoreInstruction it -> it.slot();
            case IncrementInstruction it -> it.slot();
            default -> -1;
        };
    }

    /** Without what differs by precision alone. */
    private static String line(Instruction instruction, int variable) {
        String line = switch (instruction) {
            case InvokeInstruction it ->
                it.owner().name().stringValue() + "." + it.name().stringValue();
            case FieldInstruction it ->
                it.owner().name().stringValue() + "." + it.name().stringValue();
            case ConstantInstruction it ->
                it.constantValue() instanceof Number number
                        ? "constant " + number.floatValue()
                        : "constant " + it.constantValue();
            case LoadInstruction it -> it.typeKind() + " from " + variable;
            case StoreInstruction it -> it.typeKind() + " to " + variable;
            case ArrayLoadInstruction it -> it.typeKind() + " from array";
            case ArrayStoreInstruction it -> it.typeKind() + " to array";
            case OperatorInstruction it ->
                it.typeKind() + " " + it.opcode().name().substring(1);
            case IncrementInstruction it -> "add " + it.constant() + " to " + variable;
            default -> instruction.opcode().name();
        };
        return line.replaceAll("(?i)float|double", "real").replaceAll("SPECIES_[0-9]+", "SPECIES");
    }
}
