package dev.creance.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads compiled methods. */
final class Bytecode {
    private Bytecode() {}

    static ClassModel read(String className) {
        String resource = "/" + className.replace('.', '/') + ".class";
        try (InputStream in = Bytecode.class.getResourceAsStream(resource)) {
            return ClassFile.of().parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The instructions that run where nothing goes wrong: those that the method's entry leads to, and that lead to a return,
     * without an exception. What stands in a catch block, or only before a throw, is left out.
     */
    static List<Instruction> warm(MethodModel method) {
        if (method.code().isEmpty()) {
            return List.of();
        }
        List<CodeElement> elements = method.code().get().elementList();
        List<List<Integer>> successors = successors(elements);
        List<List<Integer>> predecessors = new ArrayList<>();
        elements.forEach(element -> predecessors.add(new ArrayList<>()));
        Deque<Integer> returns = new ArrayDeque<>();
        for (int i = 0; i < elements.size(); i++) {
            for (int next : successors.get(i)) {
                predecessors.get(next).add(i);
            }
            if (elements.get(i) instanceof ReturnInstruction) {
                returns.add(i);
            }
        }
        BitSet warm = closure(successors, new ArrayDeque<>(List.of(0)));
        warm.and(closure(predecessors, returns));
        List<Instruction> found = new ArrayList<>();
        for (int i = warm.nextSetBit(0); i >= 0; i = warm.nextSetBit(i + 1)) {
            if (elements.get(i) instanceof Instruction instruction) {
                found.add(instruction);
            }
        }
        return found;
    }

    private static BitSet closure(List<List<Integer>> edges, Deque<Integer> open) {
        BitSet seen = new BitSet();
        open.forEach(seen::set);
        while (!open.isEmpty()) {
            for (int next : edges.get(open.pop())) {
                if (!seen.get(next)) {
                    seen.set(next);
                    open.push(next);
                }
            }
        }
        return seen;
    }

    private static List<List<Integer>> successors(List<CodeElement> elements) {
        Map<Label, Integer> labels = new HashMap<>();
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof LabelTarget target) {
                labels.put(target.label(), i);
            }
        }
        List<List<Integer>> successors = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            List<Integer> next = new ArrayList<>();
            boolean fallsThrough = i + 1 < elements.size();
            switch (elements.get(i)) {
                case BranchInstruction branch -> {
                    next.add(labels.get(branch.target()));
                    fallsThrough &= branch.opcode() != Opcode.GOTO && branch.opcode() != Opcode.GOTO_W;
                }
                case TableSwitchInstruction table -> {
                    fallsThrough = false;
                    addCases(next, table.defaultTarget(), table.cases(), labels);
                }
                case LookupSwitchInstruction lookup -> {
                    fallsThrough = false;
                    addCases(next, lookup.defaultTarget(), lookup.cases(), labels);
                }
                case ReturnInstruction _, ThrowInstruction _ -> fallsThrough = false;
                default -> {}
            }
            if (fallsThrough) {
                next.add(i + 1);
            }
            successors.add(next);
        }
        return successors;
    }

    private static void addCases(List<Integer> next, Label ifNone, List<SwitchCase> cases, Map<Label, Integer> labels) {
        next.add(labels.get(ifNone));
        cases.forEach(each -> next.add(labels.get(each.target())));
    }
}
