package dev.creance.record;

import dev.creance.runtime.Layout;
import dev.creance.runtime.TickRecord;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/** Every bit of a tick record as text, found by reflection, so that no field that is added can be forgotten. */
final class TickText {
    private TickText() {}

    static String of(TickRecord record) {
        StringBuilder text = new StringBuilder();
        append("record", record, text);
        return text.toString();
    }

    private static void append(String name, Object value, StringBuilder textOut) {
        switch (value) {
            case null -> line(name, "null", textOut);
            case Long number -> line(name, number, textOut);
            case Integer number -> line(name, number, textOut);
            case Boolean flag -> line(name, flag, textOut);
            case Double number -> line(name, Long.toHexString(Double.doubleToRawLongBits(number)), textOut);
            case Enum<?> constant -> line(name, constant, textOut);
            case double[] numbers -> {
                for (int i = 0; i < numbers.length; i++) {
                    append(name + "[" + i + "]", numbers[i], textOut);
                }
            }
            case float[] numbers -> {
                for (int i = 0; i < numbers.length; i++) {
                    line(name + "[" + i + "]", Integer.toHexString(Float.floatToRawIntBits(numbers[i])), textOut);
                }
            }
            case Layout layout -> line(name, layout.size(), textOut);
            default -> appendFields(name, value, textOut);
        }
    }

    private static void appendFields(String name, Object value, StringBuilder textOut) {
        if (!value.getClass().getPackageName().startsWith("dev.creance.runtime")) {
            throw new AssertionError(name + " is a " + value.getClass() + ", of which the bits are not known");
        }
        for (Field field : value.getClass().getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isPrivate(field.getModifiers())) {
                try {
                    append(name + "." + field.getName(), field.get(value), textOut);
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    private static void line(String name, Object value, StringBuilder textOut) {
        textOut.append(name).append('=').append(value).append('\n');
    }
}
