package dev.creance.record.proto;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.WireFormat;
import dev.creance.record.mcap.ByteBuilder;
import java.io.IOException;

/** One field of a {@link ProtoMessage}: its place in the schema, how it is written and how it is read. */
abstract class ProtoField<T> {
    /** What a field is called, and its number on the wire. */
    record Place(String name, int number) {}

    final String name;
    final int number;
    private final Type type;

    ProtoField(Place place, Type type) {
        this.name = place.name();
        this.number = place.number();
        this.type = type;
    }

    abstract void write(T source, ByteBuilder out);

    /** Reads the value that follows the field's tag. */
    abstract void read(CodedInputStream in, T targetOut) throws IOException;

    /** Sets what the absence of the field means. */
    abstract void reset(T targetOut);

    /** The message this field holds; null for every other type. */
    ProtoMessage<?> message() {
        return null;
    }

    /** Completes the descriptor with the type's name; {@code path} is the package. */
    void describe(String path, FieldDescriptorProto.Builder builderOut) {}

    final FieldDescriptorProto descriptor(String path) {
        FieldDescriptorProto.Builder builder = FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setLabel(Label.LABEL_OPTIONAL)
                .setType(type);
        describe(path, builder);
        return builder.build();
    }

    final void writeTag(int wireType, ByteBuilder out) {
        out.varint((long) number << 3 | wireType);
    }

    final void writeVarint(long value, ByteBuilder out) {
        if (value != 0) {
            writeTag(WireFormat.WIRETYPE_VARINT, out);
            out.varint(value);
        }
    }
}
