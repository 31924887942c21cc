package io.agentropic.it.bench.peer;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** pm2, steered through its own API by a small program on node, so that no command line has to be started for it. */
final class Pm2 implements Peer {

    private final Path home;
    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader answers;

    private Pm2(Path home, Process process) {
        this.home = home;
        this.process = process;
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts its daemon; its programs wait to be started.
     *
     * @param modules the directory {@code node_modules} that it lies in
     */
    static Pm2 open(Path directory, Path modules, List<String> command, int copies) throws IOException {
        String arguments = command.stream().skip(1).map(Pm2::quoted).collect(Collectors.joining(","));
        Path script = Files.writeString(directory.resolve("pm2.js"), """
                const pm2 = require(%1$s);
                const spec = {name: 'marked', script: %2$s, args: [%3$s], interpreter: 'none', exec_mode: 'fork',
                    instances: %4$d, autorestart: true, max_restarts: 1000000, min_uptime: 0, restart_delay: 0,
                    kill_timeout: 100, out_file: '/dev/null', error_file: '/dev/null', cwd: %5$s};
                const said = text => process.stdout.write(text + '\\n');
                const done = error => said(error ? 'failed ' + error : 'done');
                pm2.connect(error => {
                    if (error) { done(error); return; }
                    require('readline').createInterface({input: process.stdin}).on('line', order => {
                        const before = process.hrtime.bigint();
                        if (order === 'start') pm2.start(spec, error => error ? done(error) : said('done ' + before));
                        else if (order === 'stop') pm2.delete('marked', done);
                        else pm2.killDaemon(() => process.exit(0));
                    }).on('close', () => pm2.killDaemon(() => process.exit(0)));
                    said('done');
                });
                """.formatted(
                        quoted(modules.resolve("pm2").toString()),
                        quoted(command.getFirst()),
                        arguments,
                        copies,
                        quoted(directory.toString())));
        Path home = directory.resolve("home");
        ProcessBuilder builder =
                new ProcessBuilder("node", script.toString()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("PM2_HOME", home.toString());
        Pm2 peer = new Pm2(home, builder.start());
        try {
            peer.answer();
        } catch (IOException e) {
            peer.close();
            throw e;
        }
        return peer;
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }

    @Override
    public String name() {
        return "pm2";
    }

    @Override
    public long start() throws IOException {
        return Long.parseLong(order("start").substring("done ".length()));
    }

    @Override
    public void stop() throws IOException {
        order("stop");
    }

    private String order(String order) throws IOException {
        orders.write(order + "\n");
        orders.flush();
        return answer();
    }

    /** pm2 writes lines of its own in between. */
    private String answer() throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith("done")) {
                return line;
            }
            if (line.startsWith("failed")) {
                throw new IOException("pm2 " + line);
            }
        }
        throw new IOException("pm2 has ended");
    }

    @Override
    public void close() throws IOException {
        long daemon = Files.exists(home.resolve("pm2.pid")) ? pid() : -1;
        orders.close();
        Installed.end(process);
        if (daemon > 0) {
            Installed.end(daemon);
        }
    }

    /** Of its daemon. */
    long pid() throws IOException {
        return Long.parseLong(Files.readString(home.resolve("pm2.pid")).strip());
    }
}
