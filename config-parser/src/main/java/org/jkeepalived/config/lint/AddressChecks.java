// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.lint;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jkeepalived.config.diagnostic.SourceRange;
import org.jkeepalived.config.model.VirtualAddress;
import org.jkeepalived.config.model.VrrpInstance;
import org.jkeepalived.config.tree.Statement;
import org.jkeepalived.config.write.AddressText;

/** Rules about virtual addresses. */
final class AddressChecks {
    private static final List<String> LISTS = List.of("virtual_ipaddress", "virtual_ipaddress_excluded");

    private AddressChecks() {}

    static void inTwoInstances(Subject subject, Report report) {
        var owners = new HashMap<List<Object>, VrrpInstance>();
        for (var instance : subject.configuration().instances()) {
            Stream.of(instance.addresses(), instance.excludedAddresses())
                    .flatMap(List::stream)
                    .forEach(address -> {
                        var key = List.<Object>of(address.address(), address.interfaceName());
                        var owner = owners.putIfAbsent(key, instance);
                        if (owner != null && !owner.equals(instance) && !inOneGroup(subject, owner, instance)) {
                            report.at(
                                    place(subject, instance, address),
                                    "(" + instance.name() + ") "
                                            + AddressText.of(address.address()) + " is an address of " + owner.name()
                                            + " as well",
                                    place(subject, owner, address),
                                    "the other one");
                        }
                    });
        }
    }

    private static boolean inOneGroup(Subject subject, VrrpInstance first, VrrpInstance second) {
        var group = subject.configuration().syncGroupOf(first);
        return group.isPresent() && group.get().members().contains(second.name());
    }

    private static Optional<SourceRange> place(Subject subject, VrrpInstance instance, VirtualAddress address) {
        return lines(subject, instance)
                .filter(line -> withoutPrefix(line).equals(AddressText.of(address.address())))
                .findFirst()
                .map(Statement::range)
                .or(() -> subject.place(instance, LISTS.toArray(String[]::new)));
    }

    static void withoutPrefix(Subject subject, Report report) {
        for (var instance : subject.configuration().instances()) {
            lines(subject, instance)
                    .filter(line -> line.head().text().indexOf('/') < 0)
                    // With a peer there is no prefix length to write.
                    .filter(line -> line.words().stream().noneMatch(word -> word.is("peer")))
                    .forEach(line -> report.at(
                            Optional.of(line.head().range()),
                            "(" + instance.name() + ") " + line.head() + " has no prefix length"));
        }
    }

    private static String withoutPrefix(Statement line) {
        var text = line.head().text();
        int slash = text.indexOf('/');
        return slash < 0 ? text : text.substring(0, slash);
    }

    private static Stream<Statement> lines(Subject subject, VrrpInstance instance) {
        return subject.origins().statement("vrrp_instance", instance.name()).stream()
                .flatMap(block -> block.body().stream())
                .filter(statement -> LISTS.contains(statement.keyword().name()))
                .flatMap(list -> list.body().stream());
    }
}
