package dev.creance.record.proto;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import dev.creance.record.mcap.ByteBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ObjDoubleConsumer;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** The types of fields. */
final class ProtoFields {
    private ProtoFields() {}

    /** An integer or a bool; absent for 0. */
    static final class OfLong<T> extends ProtoField<T> {
        private final ToLongFunction<T> getter;
        private final ObjLongConsumer<T> setter;

        OfLong(ProtoField.Place place, Type type, ToLongFunction<T> getter, ObjLongConsumer<T> setter) {
            super(place, type);
            this.getter = getter;
            this.setter = setter;
        }

        @Override
        void write(T source, ByteBuilder out) {
            writeVarint(getter.applyAsLong(source), out);
        }

        @Override
        void read(CodedInputStream in, T targetOut) throws IOException {
            setter.accept(targetOut, in.readRawVarint64());
        }

        @Override
        void reset(T targetOut) {
            setter.accept(targetOut, 0);
        }
    }

    /** An enum by its ordinal; where null is allowed, null is 0 and every ordinal one higher. */
    static final class OfEnum<T, E extends Enum<E>> extends ProtoField<T> {
        static final String VALUE_TYPE = "Value";

        private final Class<E> type;
        private final String nullLabel;
        private final Function<T, E> getter;
        private final BiConsumer<T, E> setter;

        /** @param nullLabel what the schema calls null; null where there is none */
        OfEnum(
                ProtoField.Place place,
                Class<E> type,
                String nullLabel,
                Function<T, E> getter,
                BiConsumer<T, E> setter) {
            super(place, Type.TYPE_ENUM);
            this.type = type;
            this.nullLabel = nullLabel;
            this.getter = getter;
            this.setter = setter;
        }

        String typeName() {
            return type.getSimpleName();
        }

        List<String> labels() {
            List<String> labels = new ArrayList<>();
            if (nullLabel != null) {
                labels.add(nullLabel);
            }
            for (E value : type.getEnumConstants()) {
                labels.add(value.name());
            }
            return labels;
        }

        private int shift() {
            return nullLabel == null ? 0 : 1;
        }

        @Override
        void describe(String path, FieldDescriptorProto.Builder builderOut) {
            builderOut.setTypeName("." + path + "." + typeName() + "." + VALUE_TYPE);
        }

        @Override
        void write(T source, ByteBuilder out) {
            E value = getter.apply(source);
            writeVarint(value == null ? 0 : value.ordinal() + shift(), out);
        }

        @Override
        void read(CodedInputStream in, T targetOut) throws IOException {
            long value = in.readRawVarint64() - shift();
            E[] values = type.getEnumConstants();
            if (value == -1 && nullLabel != null) {
                setter.accept(targetOut, null);
            } else if (value >= 0 && value < values.length) {
                setter.accept(targetOut, values[(int) value]);
            } else {
                throw new InvalidProtocolBufferException(name + "=" + value + " is no " + typeName());
            }
        }

        @Override
        void reset(T targetOut) {
            setter.accept(targetOut, nullLabel == null ? type.getEnumConstants()[0] : null);
        }
    }

    /** A double; always written, so that its place in the file does not depend on its value. */
    static final class OfDouble<T> extends ProtoField<T> {
        private final ToDoubleFunction<T> getter;
        private final ObjDoubleConsumer<T> setter;

        OfDouble(ProtoField.Place place, ToDoubleFunction<T> getter, ObjDoubleConsumer<T> setter) {
            super(place, Type.TYPE_DOUBLE);
            this.getter = getter;
            this.setter = setter;
        }

        @Override
        void write(T source, ByteBuilder out) {
            writeTag(WireFormat.WIRETYPE_FIXED64, out);
            out.u64(Double.doubleToRawLongBits(getter.applyAsDouble(source)));
        }

        @Override
        void read(CodedInputStream in, T targetOut) throws IOException {
            setter.accept(targetOut, Double.longBitsToDouble(in.readRawLittleEndian64()));
        }

        @Override
        void reset(T targetOut) {
            setter.accept(targetOut, 0);
        }
    }

    /** A packed list of floats of a fixed length. */
    static final class OfFloats<T> extends ProtoField<T> {
        private final Function<T, float[]> getter;

        OfFloats(ProtoField.Place place, Function<T, float[]> getter) {
            super(place, Type.TYPE_FLOAT);
            this.getter = getter;
        }

        @Override
        void describe(String path, FieldDescriptorProto.Builder builderOut) {
            builderOut.setLabel(Label.LABEL_REPEATED);
        }

        @Override
        void write(T source, ByteBuilder out) {
            float[] values = getter.apply(source);
            writeTag(WireFormat.WIRETYPE_LENGTH_DELIMITED, out);
            out.varint(4L * values.length);
            for (float value : values) {
                out.u32(Float.floatToRawIntBits(value));
            }
        }

        @Override
        void read(CodedInputStream in, T targetOut) throws IOException {
            float[] values = getter.apply(targetOut);
            int length = in.readRawVarint32();
            if (length != 4 * values.length) {
                throw new InvalidProtocolBufferException(
                        name + " has " + length + " bytes, not " + values.length + " floats");
            }
            for (int i = 0; i < values.length; i++) {
                values[i] = Float.intBitsToFloat(in.readRawLittleEndian32());
            }
        }

        @Override
        void reset(T targetOut) {
            // always written
        }
    }

    /** A message within; absent where a condition does not hold. */
    static final class OfMessage<T, U> extends ProtoField<T> {
        private final ProtoMessage<U> message;
        private final Function<T, U> getter;
        private final Predicate<T> present;

        OfMessage(ProtoField.Place place, ProtoMessage<U> message, Function<T, U> getter, Predicate<T> present) {
            super(place, Type.TYPE_MESSAGE);
            this.message = message;
            this.getter = getter;
            this.present = present;
        }

        @Override
        ProtoMessage<?> message() {
            return message;
        }

        @Override
        void describe(String path, FieldDescriptorProto.Builder builderOut) {
            builderOut.setTypeName("." + path + "." + message.name());
        }

        @Override
        void write(T source, ByteBuilder out) {
            if (present.test(source)) {
                writeTag(WireFormat.WIRETYPE_LENGTH_DELIMITED, out);
                int start = out.size();
                message.write(getter.apply(source), out);
                out.prefixVarintLength(start);
            }
        }

        @Override
        void read(CodedInputStream in, T targetOut) throws IOException {
            int limit = in.pushLimit(in.readRawVarint32());
            message.read(in, getter.apply(targetOut));
            in.popLimit(limit);
        }

        @Override
        void reset(T targetOut) {
            // carried on
        }
    }
}
