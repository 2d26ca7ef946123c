// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.write;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Some value of any type of the model. */
final class Samples {
    private Samples() {}

    static Object of(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            var inner = parameterized.getActualTypeArguments()[0];
            if (parameterized.getRawType() == Optional.class) {
                return Optional.empty();
            }
            if (parameterized.getRawType() == Map.class) {
                return Map.of();
            }
            return parameterized.getRawType() == List.class ? List.of(of(inner)) : Set.of();
        }
        return ofClass((Class<?>) type);
    }

    private static Object ofClass(Class<?> type) {
        if (type == String.class) {
            return "sample";
        } else if (type == boolean.class || type == Boolean.class) {
            return false;
        } else if (type == int.class || type == Integer.class) {
            return 9;
        } else if (type == long.class || type == Long.class) {
            return 9L;
        } else if (type == Duration.class) {
            return Duration.ofSeconds(9);
        } else if (type == OptionalInt.class) {
            return OptionalInt.empty();
        } else if (type == OptionalLong.class) {
            return OptionalLong.empty();
        } else if (type == InetAddress.class || type == Inet4Address.class) {
            return Inet4Address.ofLiteral("192.0.2.99");
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        } else if (type.isSealed()) {
            return ofClass(type.getPermittedSubclasses()[0]);
        } else if (type.isRecord()) {
            return construct(
                    type,
                    Arrays.stream(type.getRecordComponents())
                            .map(component -> of(component.getGenericType()))
                            .toArray());
        }
        throw new IllegalArgumentException("no idea how to make a " + type);
    }

    static Object read(Record composed, RecordComponent component) {
        try {
            return component.getAccessor().invoke(composed);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Object construct(Class<?> type, Object... values) {
        try {
            var types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(type + " of " + Arrays.toString(values), impossible);
        }
    }
}
