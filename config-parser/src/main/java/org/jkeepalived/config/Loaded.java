// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config;

import java.util.List;
import java.util.Optional;
import org.jkeepalived.config.diagnostic.Diagnostics;
import org.jkeepalived.config.model.Configuration;
import org.jkeepalived.config.model.GlobalDefinitions;

/**
 * What came of reading a configuration.
 *
 * @param global what holds for the whole daemon, whether it can run or not; empty when there is nothing to read
 * @param configuration what to run; empty when keepalived would refuse to run with this file
 * @param diagnostics everything there is to say about it
 * @param origins where things were written
 * @param missing what it names and this machine does not have
 * @param exitCode what {@code keepalived -t} exits with: 0 nothing to complain of, 2 a keyword without its argument, 4 only
 *     an interface is missing, 5 complaints, 6 a file is missing or scripts are insecure. keepalived's 5 says nothing about
 *     whether it would run; {@code configuration} does
 */
public record Loaded(
        Optional<GlobalDefinitions> global,
        Optional<Configuration> configuration,
        Diagnostics diagnostics,
        Origins origins,
        Missing missing,
        int exitCode) {

    /** The same without the text of the files, which takes most of the memory. */
    public Loaded withoutOrigins() {
        return new Loaded(global, configuration, diagnostics, new Origins(List.of()), missing, exitCode);
    }
}
