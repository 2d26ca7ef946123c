// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchemaTest {
    private static final Keyword INSTANCE = Schema.ROOT.child("vrrp_instance");

    @Test
    void aSlipOfTheFingerFindsItsKeyword() {
        assertThat(Schema.nearest(INSTANCE, "priorty")).hasToString("priority");
        assertThat(Schema.nearest(INSTANCE, "vitrual_ipaddress")).hasToString("virtual_ipaddress");
        assertThat(Schema.nearest(INSTANCE, "interfaces")).hasToString("interface");
        assertThat(Schema.nearest(Schema.ROOT, "vrrp_instances")).hasToString("vrrp_instance");
    }

    @Test
    void somethingElseFindsNothing() {
        assertThat(Schema.nearest(INSTANCE, "dingens")).isNull();
        assertThat(Schema.nearest(INSTANCE, "x".repeat(1_000_000))).isNull();
    }

    @Test
    void aKeywordInTheWrongPlaceKnowsItsHome() {
        assertThat(Schema.homes("router_id")).containsExactly("global_defs");
        assertThat(Schema.homes("vrrp_instance")).containsExactly("");
        assertThat(Schema.homes("dingens")).isEmpty();
    }

    @Test
    void distanceCountsASwapOfNeighboursAsOne() {
        assertThat(Schema.distance("abcd", "acbd", 9)).isEqualTo(1);
        assertThat(Schema.distance("abcd", "abd", 9)).isEqualTo(1);
        assertThat(Schema.distance("", "abc", 9)).isEqualTo(3);
        assertThat(Schema.distance("same", "same", 9)).isZero();
    }
}
