// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.write;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Changes one thing in a tree of records, each thing in turn. */
final class ModelMutations {

    /**
     * A record that differs in one place.
     *
     * @param path the components that lead to the place
     * @param owner the record that has the component
     * @param component its name
     * @param value the whole with the change
     */
    record Mutation(String path, Record owner, String component, Object value) {
        private Mutation(String path, Object value) {
            this(path, null, "", value);
        }

        private Mutation with(Object changed) {
            return new Mutation(path, owner, component, changed);
        }

        private Mutation in(Record holder, RecordComponent part, Object changed) {
            return owner == null ? new Mutation(path, holder, part.getName(), changed) : with(changed);
        }
    }

    private ModelMutations() {}

    /** Every record that differs from {@code root} in one component, at any depth. */
    static List<Mutation> of(Record root) {
        return mutations(root.getClass().getSimpleName(), root, root.getClass());
    }

    private static List<Mutation> mutations(String path, Object value, Type type) {
        return switch (value) {
            case Boolean on -> List.of(new Mutation(path, !on));
            case Integer number -> List.of(new Mutation(path, number + 1));
            case Long number -> List.of(new Mutation(path, number + 1));
            case String text -> List.of(new Mutation(path, text + "x"));
            case Duration duration -> List.of(new Mutation(path, duration.plusSeconds(1)));
            case InetAddress address -> List.of(new Mutation(path, other(address)));
            case Enum<?> constant ->
                Arrays.stream(constant.getDeclaringClass().getEnumConstants())
                        .filter(other -> other != constant)
                        .map(other -> new Mutation(path, other))
                        .toList();
            case OptionalInt number ->
                List.of(new Mutation(path, number.isPresent() ? OptionalInt.empty() : OptionalInt.of(7)));
            case OptionalLong number ->
                List.of(new Mutation(path, number.isPresent() ? OptionalLong.empty() : OptionalLong.of(7)));
            case Optional<?> optional -> ofOptional(path, optional, argument(type));
            case List<?> list -> ofList(path, list, argument(type));
            case Set<?> set -> ofSet(path, set, argument(type));
            case Map<?, ?> map -> ofMap(path, map);
            case Record composed -> ofRecord(path, composed);
            default -> throw new IllegalArgumentException(path + ": no idea how to change a " + value.getClass());
        };
    }

    private static Type argument(Type type) {
        return ((ParameterizedType) type).getActualTypeArguments()[0];
    }

    private static InetAddress other(InetAddress address) {
        try {
            var bytes = address.getAddress();
            bytes[bytes.length - 1] ^= 1;
            return address instanceof Inet6Address
                    ? Inet6Address.getByAddress(null, bytes, -1)
                    : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<Mutation> ofOptional(String path, Optional<?> optional, Type type) {
        var all = new ArrayList<Mutation>();
        if (optional.isPresent()) {
            all.add(new Mutation(path, Optional.empty()));
            mutations(path, optional.get(), type).forEach(inner -> all.add(inner.with(Optional.of(inner.value))));
        } else {
            all.add(new Mutation(path, Optional.of(Samples.of(type))));
        }
        return all;
    }

    private static List<Mutation> ofList(String path, List<?> list, Type type) {
        var all = new ArrayList<Mutation>();
        for (int i = 0; i < list.size(); i++) {
            var without = new ArrayList<Object>(list);
            without.remove(i);
            all.add(new Mutation(path + "[" + i + "]", without));
            for (var inner : mutations(path + "[" + i + "]", list.get(i), type)) {
                var changed = new ArrayList<Object>(list);
                changed.set(i, inner.value);
                all.add(inner.with(changed));
            }
        }
        var longer = new ArrayList<Object>(list);
        longer.add(Samples.of(type));
        all.add(new Mutation(path + "[+]", longer));
        return all;
    }

    private static List<Mutation> ofSet(String path, Set<?> set, Type type) {
        var all = new ArrayList<Mutation>();
        for (var constant : ((Class<?>) type).getEnumConstants()) {
            var changed = new HashSet<Object>(set);
            if (!changed.remove(constant)) {
                changed.add(constant);
            }
            all.add(new Mutation(path + "." + constant, changed));
        }
        return all;
    }

    private static List<Mutation> ofMap(String path, Map<?, ?> map) {
        var all = new ArrayList<Mutation>();
        map.forEach((key, value) -> {
            var without = new HashMap<Object, Object>(map);
            without.remove(key);
            all.add(new Mutation(path + "." + key, without));
            for (var inner : mutations(path + "." + key, value, value.getClass())) {
                var changed = new HashMap<Object, Object>(map);
                changed.put(key, inner.value);
                all.add(inner.with(changed));
            }
        });
        return all;
    }

    private static List<Mutation> ofRecord(String path, Record composed) {
        var components = composed.getClass().getRecordComponents();
        var values = new LinkedHashMap<RecordComponent, Object>();
        for (var component : components) {
            values.put(component, Samples.read(composed, component));
        }
        var all = new ArrayList<Mutation>();
        for (var component : components) {
            for (var inner :
                    mutations(path + "." + component.getName(), values.get(component), component.getGenericType())) {
                var changed = new LinkedHashMap<>(values);
                changed.put(component, inner.value);
                all.add(inner.in(
                        composed,
                        component,
                        Samples.construct(composed.getClass(), changed.values().toArray())));
            }
        }
        return all;
    }
}
