// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jkeepalived.config.FilesInMemory;
import org.jkeepalived.config.Loaded;
import org.jkeepalived.config.diagnostic.Severity;
import org.jkeepalived.config.model.Account;
import org.jkeepalived.config.model.AddressFamily;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.NotifyScripts;
import org.jkeepalived.config.model.RouteMetrics;
import org.jkeepalived.config.model.Rule;
import org.jkeepalived.config.model.Script;
import org.jkeepalived.config.model.TrackProcess;
import org.jkeepalived.config.model.VirtualAddress;
import org.jkeepalived.config.model.VrrpInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResolvedConfigurationTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources");
    private static final Path EVERYTHING = RESOURCES.resolve("resolved/everything.conf");

    private static Configuration load(Path file) throws IOException {
        return FilesInMemory.load(Files.readAllBytes(file)).configuration().orElseThrow();
    }

    private static String write(Configuration configuration) {
        return ConfigurationText.of(ResolvedConfiguration.of(configuration));
    }

    static Stream<Path> files() throws IOException {
        var files = new ArrayList<>(List.of(EVERYTHING));
        try (var suite = Files.list(RESOURCES.resolve("spec"))) {
            suite.filter(file -> file.toString().endsWith(".conf")).sorted().forEach(files::add);
        }
        return files.stream();
    }

    @Test
    void noMessageAtARefreshIsSaidByTheOnlyKeywordThatCan() {
        var configuration = FilesInMemory.load("""
                        global_defs {
                         vrrp_garp_master_repeat 3
                         vrrp_min_garp
                        }
                        vrrp_instance V {
                         interface eth0
                         virtual_router_id 1
                         virtual_ipaddress {
                          10.0.0.1
                         }
                        }
                        """).configuration().orElseThrow();
        assertThat(configuration.instances().getFirst().garp().masterRefreshRepeat())
                .isZero();
        assertThat(FilesInMemory.load(write(configuration)).configuration()).contains(configuration);
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatIsWrittenMeansTheSameAndResolvesToItself(Path file) throws IOException {
        var loaded = FilesInMemory.load(Files.readAllBytes(file));
        if (loaded.configuration().isEmpty()) {
            return;
        }
        var text = write(loaded.configuration().get());
        var again = FilesInMemory.load(text);
        assertThat(complaints(again)).as(text).isSubsetOf(complaints(loaded));
        assertThat(again.configuration()).as(text).isEqualTo(loaded.configuration());
        assertThat(write(again.configuration().orElseThrow())).isEqualTo(text);
    }

    /** Without the prefix lengths of whole addresses, which are written out. */
    private static List<String> complaints(Loaded loaded) {
        return loaded.diagnostics().all().stream()
                .filter(diagnostic -> diagnostic.severity() != Severity.NOTE)
                .map(diagnostic -> diagnostic.summary().replaceAll("/(32|128) ", " "))
                .toList();
    }

    @Test
    void everyComponentOfTheModelIsWritten() throws IOException {
        var configuration = load(EVERYTHING);
        var text = write(configuration);
        var silent = ModelMutations.of(configuration).stream()
                .filter(mutation -> !meansNothing(mutation))
                .filter(mutation -> write((Configuration) mutation.value()).equals(text))
                .map(ModelMutations.Mutation::path)
                .toList();
        assertThat(silent).isEmpty();
    }

    /** Differences that no file can express, or that the machine makes. */
    private static boolean meansNothing(ModelMutations.Mutation mutation) {
        return switch (mutation.owner()) {
            case Account _ -> true;
            case Script _ -> mutation.component().equals("file");
            case VirtualAddress address ->
                switch (mutation.component()) {
                    case "flags" ->
                        address.family() == AddressFamily.IPV4
                                && mutation.path().endsWith("NODAD");
                    case "preferredLifetime" -> address.family() == AddressFamily.IPV4;
                    case "prefixLength" -> address.peer().isPresent();
                    default -> false;
                };
            case NotifyScripts scripts ->
                mutation.component().equals("tellDeleted") && scripts.deleted().isPresent();
            case TrackProcess _ -> mutation.component().equals("parameterMatch");
            case RouteMetrics metrics ->
                mutation.path().endsWith(".FEATURES")
                        || (mutation.component().equals("locked")
                                && metrics.values().keySet().stream()
                                        .noneMatch(metric -> mutation.path().endsWith("." + metric)));
            case Rule rule ->
                mutation.component().equals("family")
                        && (rule.from().isPresent() || rule.to().isPresent());
            // Its addresses say it, and other keywords that it is stuck.
            case VrrpInstance _ when mutation.component().equals("stuckInFault") -> true;
            case VrrpInstance instance ->
                mutation.component().equals("family") && !instance.addresses().isEmpty();
            default -> false;
        };
    }
}
