package dev.creance.policies.motion;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An array of a {@code .npy} file (NumPy Enhancement Proposal 1, versions 1 and 2): numbers, or texts by row.
 *
 * @param shape empty for a single number
 * @param values row-major
 * @param texts of an array of texts; empty for numbers
 */
record NumberArray(List<Integer> shape, double[] values, List<String> texts) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '([<|])([fiU])(\\d{1,3})', 'fortran_order': False, 'shape': \\(([0-9, ]*)\\), \\}\\s*");
    private static final int MOST_DIMENSIONS = 4;

    /** @throws MotionFileException where it is none, or holds something else than numbers or texts */
    static NumberArray read(String name, byte[] file) {
        try {
            return parse(name, ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
        } catch (BufferUnderflowException cut) {
            throw new MotionFileException("holds an array '" + name + "' that breaks off");
        }
    }

    private static NumberArray parse(String name, ByteBuffer in) {
        for (byte each : MAGIC) {
            if (in.get() != each) {
                throw new MotionFileException("holds '" + name + "', which is no array of numpy's");
            }
        }
        int major = in.get();
        in.get();
        int length = major == 1 ? Short.toUnsignedInt(in.getShort()) : in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] text = new byte[length];
        in.get(text);
        Matcher header = HEADER.matcher(new String(text, StandardCharsets.ISO_8859_1));
        if (!header.matches()) {
            throw new MotionFileException(
                    "holds an array '" + name + "' that is not of little-endian numbers or texts in C order");
        }
        List<Integer> shape = shape(name, header.group(4));
        long size = 1;
        for (int each : shape) {
            size = Math.min(size * each, Integer.MAX_VALUE);
        }
        int bytes = Integer.parseInt(header.group(3)) * (header.group(2).equals("U") ? Integer.BYTES : 1);
        if (bytes == 0 || size > in.remaining() / bytes) {
            throw new BufferUnderflowException();
        }
        return header.group(2).equals("U")
                ? new NumberArray(shape, new double[0], texts(in, (int) size, bytes / Integer.BYTES))
                : new NumberArray(shape, numbers(name, in, (int) size, header.group(2) + header.group(3)), List.of());
    }

    private static List<Integer> shape(String name, String text) {
        List<Integer> shape = new ArrayList<>();
        for (String size : text.split("[, ]+", -1)) {
            if (!size.isEmpty()) {
                if (size.length() > 9 || shape.size() == MOST_DIMENSIONS) {
                    throw new MotionFileException("holds an array '" + name + "' of the shape (" + text + ")");
                }
                shape.add(Integer.parseInt(size));
            }
        }
        return List.copyOf(shape);
    }

    private static double[] numbers(String name, ByteBuffer in, int size, String type) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = switch (type) {
                case "f4" -> in.getFloat();
                case "f8" -> in.getDouble();
                case "i4" -> in.getInt();
                case "i8" -> in.getLong();
                default -> throw new MotionFileException("holds an array '" + name + "' of numbers " + type);
            };
        }
        return values;
    }

    private static List<String> texts(ByteBuffer in, int size, int letters) {
        return IntStream.range(0, size)
                .mapToObj(row -> IntStream.range(0, letters)
                        .map(letter -> in.getInt())
                        .filter(letter -> letter > 0 && Character.isValidCodePoint(letter))
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining()))
                .toList();
    }
}
