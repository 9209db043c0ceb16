package dev.creance.runtime.flight;

import dev.creance.runtime.Channel;
import dev.creance.runtime.Layout;
import dev.creance.runtime.TickRecord;
import dev.creance.runtime.property.Choices;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Records to test with: a small schema, and every public field of a record filled or compared by reflection. */
public final class Records {
    private Records() {}

    /** Three sensors, two reference channels and two set points, two commands, two margins, an odd number of floats. */
    public static RecordSchema schema() {
        return new RecordSchema(
                layout("sensor.", 3),
                layout("reference.", 2).and(layout("setpoint.goal.", 2)),
                layout("motor.", 2),
                5,
                2,
                layout("margin.", 2).channels(),
                1_000_000,
                10,
                3,
                Map.of("config", "loop: {rate: 1 kHz}\n# ünïcode: \"quoted\"\n", "robot", "test"));
    }

    public static Layout layout(String prefix, int size) {
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            channels.add(new Channel(prefix + i, "1", Double.NEGATIVE_INFINITY, i + 0.1));
        }
        return new Layout(channels);
    }

    /** A record whose every array and some scalars follow from the tick. */
    static void fill(TickRecord record, long tick) {
        record.in.tick = tick;
        record.in.nowNs = tick * 1_000_003;
        record.out.decision.causes = ~tick;
        record.tickNs = tick ^ 0x5555;
        for (int i = 0; i < record.in.sensors.values.length; i++) {
            record.in.sensors.values[i] = tick + i * 0.25;
        }
        for (int i = 0; i < record.out.observation.length; i++) {
            record.out.observation[i] = (tick & 0xfffff) + i * 0.5f;
        }
    }

    /** Whether every field that {@link #fill} writes belongs to this tick. */
    static boolean isWhole(TickRecord record, long tick) {
        boolean whole = record.in.tick == tick
                && record.in.nowNs == tick * 1_000_003
                && record.out.decision.causes == ~tick
                && record.tickNs == (tick ^ 0x5555);
        for (int i = 0; i < record.in.sensors.values.length; i++) {
            whole &= record.in.sensors.values[i] == tick + i * 0.25;
        }
        for (int i = 0; i < record.out.observation.length; i++) {
            whole &= record.out.observation[i] == (tick & 0xfffff) + i * 0.5f;
        }
        return whole;
    }

    /** Sets every public field below this object to arbitrary bits. */
    public static void fillAtRandom(Object holder, Choices choices) throws ReflectiveOperationException {
        for (Field field : fields(holder)) {
            Object value = field.get(holder);
            Class<?> type = field.getType();
            if (type.isArray()) {
                for (int i = 0; i < Array.getLength(value); i++) {
                    Array.set(value, i, arbitrary(type.getComponentType(), choices));
                }
            } else if (type.isPrimitive() || type.isEnum()) {
                field.set(holder, arbitrary(type, choices));
            } else {
                fillAtRandom(value, choices);
            }
        }
    }

    private static Object arbitrary(Class<?> type, Choices choices) {
        if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants[choices.integer(0, constants.length - 1)];
        }
        long bits = choices.bits();
        return switch (type.getName()) {
            // Half of them NaN with a payload, quiet or signalling.
            case "double" -> Double.longBitsToDouble(choices.bool() ? bits | 0x7ff0L << 52 | 1 : bits);
            case "float" -> Float.intBitsToFloat(choices.bool() ? (int) bits | 0x7f80_0001 : (int) bits);
            case "long" -> bits;
            case "int" -> (int) (bits >>> 32);
            case "boolean" -> choices.bool();
            default -> throw new IllegalArgumentException("no arbitrary " + type);
        };
    }

    /** Every public field below this object by its path, as raw bits. */
    public static Map<String, Object> bits(Object holder) throws ReflectiveOperationException {
        Map<String, Object> bits = new LinkedHashMap<>();
        collect("", holder, bits);
        return bits;
    }

    private static void collect(String path, Object holder, Map<String, Object> bits)
            throws ReflectiveOperationException {
        for (Field field : fields(holder)) {
            String name = path + field.getName();
            Object value = field.get(holder);
            if (field.getType().isArray()) {
                for (int i = 0; i < Array.getLength(value); i++) {
                    bits.put(name + "[" + i + "]", raw(Array.get(value, i)));
                }
            } else if (field.getType().isPrimitive() || field.getType().isEnum()) {
                bits.put(name, raw(value));
            } else {
                collect(name + ".", value, bits);
            }
        }
    }

    private static Object raw(Object value) {
        return switch (value) {
            case Double number -> Double.doubleToRawLongBits(number);
            case Float number -> Float.floatToRawIntBits(number);
            case null -> "null";
            default -> value;
        };
    }

    private static List<Field> fields(Object holder) {
        List<Field> fields = new ArrayList<>();
        for (Field field : holder.getClass().getFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                fields.add(field);
            }
        }
        return fields;
    }
}
