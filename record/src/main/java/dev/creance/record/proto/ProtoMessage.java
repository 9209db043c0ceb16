package dev.creance.record.proto;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.WireFormat;
import dev.creance.record.mcap.ByteBuilder;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A protobuf message (proto3) over a mutable holder: one table of fields gives the schema, the writer and the reader. Every
 * bit of a double and a float survives, NaN payloads included. Not thread-safe.
 *
 * @param <T> the holder that is written from and read into
 */
public final class ProtoMessage<T> {
    private final String name;
    private final List<ProtoField<T>> fields;
    private final Map<Integer, ProtoField<T>> fieldByNumber = new HashMap<>();

    ProtoMessage(String name, List<ProtoField<T>> fields) {
        this.name = name;
        this.fields = List.copyOf(fields);
        fields.forEach(field -> {
            if (fieldByNumber.put(field.number, field) != null) {
                throw new IllegalArgumentException(name + ": field number " + field.number + " stands twice");
            }
        });
    }

    public String name() {
        return name;
    }

    public void write(T source, ByteBuilder out) {
        for (int i = 0; i < fields.size(); i++) {
            fields.get(i).write(source, out);
        }
    }

    /**
     * Reads up to the end of the input. What is absent is set to its default, except messages that are carried on.
     *
     * @throws IOException where the input is not this message
     */
    public void read(CodedInputStream in, T targetOut) throws IOException {
        for (int i = 0; i < fields.size(); i++) {
            fields.get(i).reset(targetOut);
        }
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            ProtoField<T> field = fieldByNumber.get(WireFormat.getTagFieldNumber(tag));
            if (field == null) {
                in.skipField(tag);
            } else {
                field.read(in, targetOut);
            }
        }
    }

    /** Offset of a field's value in the bytes of a message, by the names of the fields on the way to it. */
    public OptionalInt find(byte[] message, String... path) throws IOException {
        return find(message, 0, message.length, List.of(path));
    }

    private OptionalInt find(byte[] bytes, int start, int end, List<String> path) throws IOException {
        ProtoField<T> field = fields.stream()
                .filter(candidate -> candidate.name.equals(path.getFirst()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no field '" + path.getFirst() + "'"));
        CodedInputStream in = CodedInputStream.newInstance(bytes, start, end - start);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) != field.number) {
                in.skipField(tag);
            } else if (path.size() == 1) {
                return OptionalInt.of(start + in.getTotalBytesRead());
            } else {
                int length = in.readRawVarint32();
                int inside = start + in.getTotalBytesRead();
                return field.message().find(bytes, inside, inside + length, path.subList(1, path.size()));
            }
        }
        return OptionalInt.empty();
    }

    /** The schema of this message and of all within, in a package. */
    public FileDescriptorSet schema(String path) {
        Map<String, DescriptorProto> types = new LinkedHashMap<>();
        describe(path, types);
        FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder()
                .setName(path + "/" + name + ".proto")
                .setPackage(path)
                .setSyntax("proto3")
                .addAllMessageType(types.values());
        return FileDescriptorSet.newBuilder().addFile(file).build();
    }

    private void describe(String path, Map<String, DescriptorProto> typesOut) {
        DescriptorProto.Builder builder = DescriptorProto.newBuilder().setName(name);
        for (ProtoField<T> field : fields) {
            if (field.message() != null) {
                field.message().describe(path, typesOut);
            }
            if (field instanceof ProtoFields.OfEnum<T, ?> enumeration) {
                typesOut.put(enumeration.typeName(), describe(enumeration));
            }
            builder.addField(field.descriptor(path));
        }
        if (typesOut.put(name, builder.build()) != null) {
            throw new IllegalArgumentException("two messages are called " + name);
        }
    }

    /** An enum within a message of its own, so that its values need no prefix: viewers show them as they are. */
    private static DescriptorProto describe(ProtoFields.OfEnum<?, ?> enumeration) {
        EnumDescriptorProto.Builder values = EnumDescriptorProto.newBuilder().setName(ProtoFields.OfEnum.VALUE_TYPE);
        for (int number = 0; number < enumeration.labels().size(); number++) {
            values.addValue(EnumValueDescriptorProto.newBuilder()
                    .setName(enumeration.labels().get(number))
                    .setNumber(number));
        }
        return DescriptorProto.newBuilder()
                .setName(enumeration.typeName())
                .addEnumType(values)
                .build();
    }
}
