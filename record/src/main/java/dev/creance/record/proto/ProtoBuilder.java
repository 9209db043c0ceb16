package dev.creance.record.proto;

import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ObjDoubleConsumer;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Lists the fields of a {@link ProtoMessage}; they are numbered from 1 on, in the order in which they are added. */
public final class ProtoBuilder<T> {
    private final String name;
    private final List<ProtoField<T>> fields = new ArrayList<>();
    private int nextNumber = 1;

    public ProtoBuilder(String name) {
        this.name = name;
    }

    public ProtoMessage<T> build() {
        return new ProtoMessage<>(name, fields);
    }

    /** Goes on at this field number. */
    public ProtoBuilder<T> from(int number) {
        nextNumber = number;
        return this;
    }

    public ProtoBuilder<T> int64(String field, ToLongFunction<T> getter, ObjLongConsumer<T> setter) {
        return add(new ProtoFields.OfLong<>(place(field), Type.TYPE_INT64, getter, setter));
    }

    /** A mask of bits. */
    public ProtoBuilder<T> uint64(String field, ToLongFunction<T> getter, ObjLongConsumer<T> setter) {
        return add(new ProtoFields.OfLong<>(place(field), Type.TYPE_UINT64, getter, setter));
    }

    public ProtoBuilder<T> int32(String field, ToLongFunction<T> getter, ObjLongConsumer<T> setter) {
        return add(new ProtoFields.OfLong<>(place(field), Type.TYPE_INT32, getter, setter));
    }

    public ProtoBuilder<T> bool(String field, Predicate<T> getter, BiConsumer<T, Boolean> setter) {
        return add(new ProtoFields.OfLong<>(
                place(field),
                Type.TYPE_BOOL,
                source -> getter.test(source) ? 1 : 0,
                (target, value) -> setter.accept(target, value != 0)));
    }

    public <E extends Enum<E>> ProtoBuilder<T> enumeration(
            String field, Class<E> type, Function<T, E> getter, BiConsumer<T, E> setter) {
        return add(new ProtoFields.OfEnum<>(place(field), type, null, getter, setter));
    }

    /** An enum that may be null, which the schema calls NOT_SET. */
    public <E extends Enum<E>> ProtoBuilder<T> nullable(
            String field, Class<E> type, Function<T, E> getter, BiConsumer<T, E> setter) {
        return add(new ProtoFields.OfEnum<>(place(field), type, "NOT_SET", getter, setter));
    }

    public ProtoBuilder<T> float64(String field, ToDoubleFunction<T> getter, ObjDoubleConsumer<T> setter) {
        return add(new ProtoFields.OfDouble<>(place(field), getter, setter));
    }

    public ProtoBuilder<T> floats(String field, Function<T, float[]> getter) {
        return add(new ProtoFields.OfFloats<>(place(field), getter));
    }

    public <U> ProtoBuilder<T> message(String field, ProtoMessage<U> message, Function<T, U> getter) {
        return message(field, message, getter, always -> true);
    }

    /** A message that is written only where {@code present} holds; where it is absent, reading leaves its holder as it is. */
    public <U> ProtoBuilder<T> message(
            String field, ProtoMessage<U> message, Function<T, U> getter, Predicate<T> present) {
        return add(new ProtoFields.OfMessage<>(place(field), message, getter, present));
    }

    private ProtoBuilder<T> add(ProtoField<T> field) {
        fields.add(field);
        nextNumber++;
        return this;
    }

    private ProtoField.Place place(String field) {
        return new ProtoField.Place(field, nextNumber);
    }
}
