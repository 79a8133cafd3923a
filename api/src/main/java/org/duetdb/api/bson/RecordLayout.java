package org.duetdb.api.bson;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bson.codecs.Codec;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.codecs.pojo.annotations.BsonId;
import org.bson.codecs.pojo.annotations.BsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A record as a document: its components by the rules of the bson library's record codec, as far as
 * they are simple. Whatever is not (type parameters, other annotations, a class that is not open to
 * us) has no layout, and is left to that codec. Immutable.
 */
final class RecordLayout {
  private static final String ID = "_id";
  private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

  private final RecordField[] fields;
  private final RecordField[] written;
  private final MethodHandle constructor;

  private RecordLayout(RecordField[] fields, MethodHandle constructor) {
    this.fields = fields;
    this.constructor = constructor;
    written = fields.clone();
    Arrays.sort(written, Comparator.comparing(field -> !field.isNamed(ID)));
  }

  /** The fields in the order of the components. */
  RecordField[] fields() {
    return fields;
  }

  /** The fields in the order in which they are written: {@code _id} comes first. */
  RecordField[] written() {
    return written;
  }

  /** Calls the canonical constructor with the values of all components. */
  Object make(@Nullable Object[] values) throws Throwable {
    return constructor.invokeExact(values);
  }

  /** The layout of a record, if it is a simple one. */
  static Optional<RecordLayout> of(Class<?> type, CodecRegistry registry) {
    var components = type.getRecordComponents();
    if (type.getTypeParameters().length != 0
        || !Arrays.stream(components).allMatch(RecordLayout::isSimple)) {
      return Optional.empty();
    }
    try {
      var fields = new RecordField[components.length];
      for (int i = 0; i < fields.length; i++) {
        fields[i] = field(type, components[i], registry);
      }
      return Optional.of(new RecordLayout(fields, constructor(type, components)));
    } catch (ReflectiveOperationException closed) {
      return Optional.empty();
    }
  }

  private static boolean isSimple(RecordComponent component) {
    return isClosed(component.getGenericType());
  }

  /** Whether a type is a class or one with arguments that are, all of them known. */
  private static boolean isClosed(Type type) {
    return type instanceof Class
        || (type instanceof ParameterizedType generic
            && Arrays.stream(generic.getActualTypeArguments()).allMatch(RecordLayout::isClosed));
  }

  private static RecordField field(Class<?> type, RecordComponent component, CodecRegistry registry)
      throws ReflectiveOperationException {
    var accessor = component.getAccessor();
    if (!accessor.trySetAccessible()) {
      throw new IllegalAccessException(accessor.toString());
    }
    var getter = MethodHandles.lookup().unreflect(accessor).asType(GETTER);
    return new RecordField(
        name(type, component),
        codec(component, registry),
        component.getType().isPrimitive(),
        getter);
  }

  private static String name(Class<?> type, RecordComponent component)
      throws ReflectiveOperationException {
    var name = component.getName();
    for (var annotation : annotations(type, component)) {
      if (annotation instanceof BsonId) {
        return ID;
      }
      if (!(annotation instanceof BsonProperty property)) {
        throw new ReflectiveOperationException("only the library knows " + annotation);
      }
      name = property.value();
    }
    return name;
  }

  private static List<Annotation> annotations(Class<?> type, RecordComponent component)
      throws ReflectiveOperationException {
    return Arrays.stream(type.getDeclaredField(component.getName()).getAnnotations())
        .filter(one -> one.annotationType().getPackage() == BsonId.class.getPackage())
        .toList();
  }

  @SuppressWarnings("unchecked") // a codec of the component's type is given its values only
  private static Codec<Object> codec(RecordComponent component, CodecRegistry registry) {
    var raw = MethodType.methodType(component.getType()).wrap().returnType();
    return (Codec<Object>)
        (component.getGenericType() instanceof ParameterizedType generic
            ? registry.get(raw, List.of(generic.getActualTypeArguments()))
            : registry.get(raw));
  }

  private static MethodHandle constructor(Class<?> type, RecordComponent[] components)
      throws ReflectiveOperationException {
    Constructor<?> canonical =
        type.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    if (!canonical.trySetAccessible()) {
      throw new IllegalAccessException(canonical.toString());
    }
    return MethodHandles.lookup()
        .unreflectConstructor(canonical)
        .asSpreader(Object[].class, components.length)
        .asType(MethodType.methodType(Object.class, Object[].class));
  }
}
