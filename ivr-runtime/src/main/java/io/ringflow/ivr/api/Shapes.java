package io.ringflow.ivr.api;

import io.ringflow.ivr.api.Shape.Member;
import io.ringflow.ivr.api.Shape.Thing;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the shape of records, each once. Thread-safe. */
final class Shapes {

    private static final Map<Class<?>, Thing> FOUND = new ConcurrentHashMap<>();

    private Shapes() {}

    static Thing of(Class<? extends Record> type) {
        var known = FOUND.get(type);
        if (known != null) return known;
        var found = look(type);
        FOUND.put(type, found);
        return found;
    }

    /** How a constant is written. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Thing look(Class<? extends Record> type) {
        var components = type.getRecordComponents();
        var members = Arrays.stream(components).map(Shapes::member).toList();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return new Thing(type, members, MethodHandles.lookup().unreflectConstructor(constructor));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " can't be made", e);
        }
    }

    private static Member member(RecordComponent component) {
        var field = component.getAnnotation(Field.class);
        if (field == null) throw new IllegalStateException(component + " of a request or answer has no @Field");
        boolean optional = component.getType() == Optional.class;
        Type type = optional ? argument(component.getGenericType()) : component.getGenericType();
        try {
            component.getAccessor().setAccessible(true);
            return new Member(
                    component.getName(),
                    shape(type, field),
                    optional,
                    Optional.of(field.fallback()).filter(text -> !text.isEmpty()),
                    field.value(),
                    MethodHandles.lookup().unreflect(component.getAccessor()));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(component + " can't be read", e);
        }
    }

    private static Type argument(Type type) {
        return ((ParameterizedType) type).getActualTypeArguments()[0];
    }

    private static Shape shape(Type type, Field field) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return new Shape.Many(shape(argument(type), field), field.max());
        }
        if (!(type instanceof Class<?> plain)) throw new IllegalStateException("no shape for " + type);
        if (plain == String.class) return new Shape.Text(field.longest(), field.pattern());
        if (plain == boolean.class || plain == Boolean.class) return new Shape.Flag();
        if (plain == int.class || plain == Integer.class) {
            return new Shape.Whole(
                    Math.max(field.min(), Integer.MIN_VALUE), Math.min(field.max(), Integer.MAX_VALUE), false);
        }
        if (plain == long.class || plain == Long.class) return new Shape.Whole(field.min(), field.max(), true);
        if (plain == Instant.class) return new Shape.Moment();
        if (plain.isEnum()) return new Shape.Choice(constants(plain));
        if (plain.isRecord()) return of(plain.asSubclass(Record.class));
        throw new IllegalStateException("no shape for " + plain);
    }

    private static List<? extends Enum<?>> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> (Enum<?>) constant)
                .toList();
    }
}
