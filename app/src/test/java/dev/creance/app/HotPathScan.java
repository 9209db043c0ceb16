package dev.creance.app;

import dev.creance.runtime.HotPath;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Walks from the methods marked {@link HotPath} through everything that they call where nothing goes wrong, and lists what
 * allocates, boxes, captures, locks, or calls a library that is not known to do none of these.
 */
final class HotPathScan {
    private static final String HOT_PATH = HotPath.class.descriptorString();
    private static final Set<String> BOXES = Set.of(
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Double",
            "java/lang/Float",
            "java/lang/Boolean",
            "java/lang/Byte",
            "java/lang/Short",
            "java/lang/Character");

    private final Map<String, ClassModel> classes = new HashMap<>();
    private final Map<String, Set<String>> subtypes = new HashMap<>();
    private final Predicate<String> harmless;
    private final Map<String, List<String>> findings = new LinkedHashMap<>();
    private final Set<String> reached = new LinkedHashSet<>();

    /**
     * @param classNames all classes that belong to us
     * @param harmless whether a method of a library, {@code owner.name}, is known to allocate nothing and to lock nothing
     */
    HotPathScan(Collection<String> classNames, Predicate<String> harmless) {
        this.harmless = harmless;
        for (String name : classNames) {
            classes.put(name.replace('.', '/'), Bytecode.read(name));
        }
        classes.forEach((name, model) -> {
            model.superclass().ifPresent(parent -> subtype(parent.asInternalName(), name));
            model.interfaces().forEach(parent -> subtype(parent.asInternalName(), name));
        });
    }

    private record Target(String owner, MethodModel method) {
        String name() {
            int start = Math.max(owner.lastIndexOf('/'), owner.lastIndexOf('$')) + 1;
            return owner.substring(start) + "." + method.methodName().stringValue();
        }

        String key() {
            return owner + "." + method.methodName().stringValue()
                    + method.methodType().stringValue();
        }
    }

    private void subtype(String parent, String child) {
        subtypes.computeIfAbsent(parent, unused -> new LinkedHashSet<>()).add(child);
    }

    /** What was found, by {@code Class.method}. */
    Map<String, List<String>> run() {
        Deque<Target> open = new ArrayDeque<>();
        classes.forEach((owner, model) -> model.methods().stream()
                .filter(HotPathScan::isHot)
                .forEach(method -> open.addAll(implementations(owner, method))));
        while (!open.isEmpty()) {
            Target target = open.pop();
            if (reached.add(target.key())) {
                open.addAll(scan(target));
            }
        }
        return findings;
    }

    /** How many methods of ours it came to. */
    int reached() {
        return reached.size();
    }

    private static boolean isHot(MethodModel method) {
        return method.findAttribute(Attributes.runtimeInvisibleAnnotations())
                .map(found -> found.annotations().stream()
                        .anyMatch(each -> each.className().equalsString(HOT_PATH)))
                .orElse(false);
    }

    private List<Target> scan(Target target) {
        MethodModel method = target.method();
        if (method.flags().has(AccessFlag.SYNCHRONIZED)) {
            found(target, "is synchronized");
        }
        if (method.flags().has(AccessFlag.NATIVE)
                && method.methodTypeSymbol().parameterList().stream().anyMatch(type -> !type.isPrimitive())) {
            found(target, "is native with an argument that is no primitive");
        }
        List<Target> called = new ArrayList<>();
        for (Instruction instruction : Bytecode.warm(method)) {
            switch (instruction) {
                case NewObjectInstruction made ->
                    found(target, "new " + made.className().asInternalName());
                case NewPrimitiveArrayInstruction _, NewReferenceArrayInstruction _, NewMultiArrayInstruction _ ->
                    found(target, "a new array");
                case MonitorInstruction _ -> found(target, "synchronized");
                case InvokeDynamicInstruction dynamic -> dynamic(target, dynamic);
                case InvokeInstruction call -> called.addAll(call(target, call));
                default -> {}
            }
        }
        return called;
    }

    private void dynamic(Target target, InvokeDynamicInstruction dynamic) {
        String factory = dynamic.bootstrapMethod().owner().displayName();
        boolean capturesNothing =
                factory.equals("LambdaMetafactory") && dynamic.typeSymbol().parameterCount() == 0;
        if (!capturesNothing) {
            found(target, factory);
        }
    }

    private List<Target> call(Target target, InvokeInstruction call) {
        String owner = call.owner().asInternalName();
        String name = call.name().stringValue();
        if (call.opcode() == Opcode.INVOKESTATIC && BOXES.contains(owner) && name.equals("valueOf")) {
            found(target, "boxes a " + owner.substring(owner.lastIndexOf('/') + 1));
            return List.of();
        }
        if (!classes.containsKey(owner)) {
            if (!harmless.test(owner + "." + name)) {
                found(target, "calls " + owner + "." + name);
            }
            return List.of();
        }
        if (call.opcode() == Opcode.INVOKESTATIC && name.equals("values") && returnsArray(call)) {
            found(target, "copies the constants of " + owner);
            return List.of();
        }
        return implementations(owner, name, call.type().stringValue());
    }

    private static boolean returnsArray(InvokeInstruction call) {
        ClassDesc returned = call.typeSymbol().returnType();
        return returned.isArray();
    }

    private void found(Target target, String what) {
        findings.computeIfAbsent(target.name(), unused -> new ArrayList<>()).add(what);
    }

    private List<Target> implementations(String owner, MethodModel method) {
        return implementations(
                owner, method.methodName().stringValue(), method.methodType().stringValue());
    }

    /** The method itself, wherever it is inherited from, and all that override it. */
    private List<Target> implementations(String owner, String name, String type) {
        List<Target> targets = new ArrayList<>();
        inherited(owner, name, type, targets);
        overriding(owner, name, type, targets);
        return targets;
    }

    private void inherited(String owner, String name, String type, List<Target> targetsOut) {
        ClassModel model = classes.get(owner);
        if (model == null || declared(owner, name, type, targetsOut)) {
            return;
        }
        model.superclass().ifPresent(parent -> inherited(parent.asInternalName(), name, type, targetsOut));
        model.interfaces().forEach(parent -> inherited(parent.asInternalName(), name, type, targetsOut));
    }

    private void overriding(String owner, String name, String type, List<Target> targetsOut) {
        for (String child : subtypes.getOrDefault(owner, Set.of())) {
            declared(child, name, type, targetsOut);
            overriding(child, name, type, targetsOut);
        }
    }

    private boolean declared(String owner, String name, String type, List<Target> targetsOut) {
        for (MethodModel method : classes.get(owner).methods()) {
            if (method.methodName().equalsString(name) && method.methodType().equalsString(type)) {
                targetsOut.add(new Target(owner, method));
                return true;
            }
        }
        return false;
    }
}
