// SPDX-License-Identifier: Apache-2.0
package org.jkeepalived.daemon.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A mail server of the loopback interface that takes what comes, one connection after another. */
public final class MailSink implements AutoCloseable {
    /**
     * What was heard of one mail.
     *
     * @param connection counted from 1
     * @param commands from the first after the last mail to DATA
     * @param content the lines between DATA and the dot
     */
    public record Received(int connection, List<String> commands, List<String> content) {}

    private final ServerSocket server;
    private final Function<String, Optional<String>> answers;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

    /**
     * Opens the server.
     *
     * @param answers what it says to a command, if not what a server says to a mail that it likes
     */
    MailSink(int port, Function<String, Optional<String>> answers) throws IOException {
        this.answers = answers;
        server = new ServerSocket(port, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "mail-sink");
        thread.setDaemon(true);
        thread.start();
    }

    /** Opens a server that likes every mail, on a free port. */
    public MailSink() throws IOException {
        this(0, _ -> Optional.empty());
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The next mail, or null if none comes. */
    public Received await() throws InterruptedException {
        return received.poll(30, TimeUnit.SECONDS);
    }

    private void serve() {
        for (int connection = 1; ; connection++) {
            try (Socket client = server.accept()) {
                talk(client, connection);
            } catch (IOException _) {
                if (server.isClosed()) {
                    return;
                }
            }
        }
    }

    private void talk(Socket client, int connection) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = client.getOutputStream();
        say(out, "220 sink");
        List<String> commands = new ArrayList<>();
        for (String command = in.readLine(); command != null; command = in.readLine()) {
            commands.add(command);
            Optional<String> answer = answers.apply(command);
            if (answer.isPresent()) {
                say(out, answer.get());
            } else if (command.equals("DATA")) {
                say(out, "354 go on");
                received.add(new Received(connection, List.copyOf(commands), content(in)));
                commands.clear();
                say(out, "250 taken");
            } else {
                say(out, command.equals("QUIT") ? "221 bye" : "250 ok");
            }
        }
    }

    private static List<String> content(BufferedReader in) throws IOException {
        List<String> content = new ArrayList<>();
        for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
            content.add(line);
        }
        return content;
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
