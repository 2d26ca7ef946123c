// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Three throw-away network namespaces: two routers and a client, whose namespace also holds the bridge between them. All
 * of it goes with the object, and nothing outside it is touched.
 */
final class DemoLan implements AutoCloseable {
    static final String SUBNET = "10.112.0.";
    static final String VIRTUAL_ADDRESS = SUBNET + "100";
    static final String CLIENT_ADDRESS = SUBNET + "50";
    static final String BRIDGE = "br0";
    static final String ROUTER_INTERFACE = "eth0";

    private static final int PREFIX_LENGTH = 24;

    private final String prefix = "jkdemo" + ProcessHandle.current().pid() + "-";
    private final List<String> namespaces = new ArrayList<>();

    /**
     * Makes the namespaces and cables.
     *
     * @throws IOException if the system refuses; what was made until then is gone again
     */
    DemoLan(int routers) throws IOException {
        boolean complete = false;
        try {
            add(client());
            ip("-n", client(), "link", "add", BRIDGE, "type", "bridge", "mcast_snooping", "0", "forward_delay", "0");
            ip("-n", client(), "addr", "add", CLIENT_ADDRESS + "/" + PREFIX_LENGTH, "dev", BRIDGE);
            ip("-n", client(), "link", "set", BRIDGE, "up");
            for (int router = 1; router <= routers; router++) {
                addRouter(router);
            }
            complete = true;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    private void addRouter(int number) throws IOException {
        String namespace = router(number);
        String port = port(number);
        add(namespace);
        ip("-n", client(), "link", "add", port, "type", "veth", "peer", "name", ROUTER_INTERFACE, "netns", namespace);
        ip("-n", client(), "link", "set", port, "master", BRIDGE, "up");
        ip("-n", namespace, "addr", "add", address(number) + "/" + PREFIX_LENGTH, "dev", ROUTER_INTERFACE);
        ip("-n", namespace, "link", "set", ROUTER_INTERFACE, "up");
        ip("-n", namespace, "link", "set", "lo", "up");
    }

    private void add(String namespace) throws IOException {
        ip("netns", "add", namespace);
        namespaces.add(namespace);
    }

    /** Pulls the router's cable out of the bridge, or puts it back. */
    void plug(int router, boolean in) throws IOException {
        ip("-n", client(), "link", "set", port(router), in ? "up" : "down");
    }

    private static String port(int router) {
        return "port" + router;
    }

    /** The namespace of the client. */
    String client() {
        return prefix + "client";
    }

    /** The namespace of a router, counted from 1. */
    String router(int number) {
        return prefix + "router" + number;
    }

    /** The own address of a router, counted from 1. */
    static String address(int router) {
        return SUBNET + router;
    }

    private static void ip(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("ip " + String.join(" ", arguments) + ": " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        for (String namespace : namespaces.reversed()) {
            try {
                ip("netns", "del", namespace);
            } catch (IOException e) {
                System.err.println("jkeepalived demo: " + e.getMessage());
            }
        }
        namespaces.clear();
    }
}
