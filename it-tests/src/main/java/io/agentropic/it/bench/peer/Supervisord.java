package io.agentropic.it.bench.peer;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** supervisord, steered over its own XML-RPC, so that no command line has to be started for it. */
final class Supervisord implements Peer {

    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final Path socket;
    private final Process process;

    private Supervisord(Path socket, Process process) {
        this.socket = socket;
        this.process = process;
    }

    /** Starts it; its programs wait to be started. */
    static Supervisord open(Path directory, List<String> command, int copies) throws IOException, InterruptedException {
        Path socket = directory.resolve("s");
        Path file = Files.writeString(directory.resolve("supervisord.conf"), """
                [unix_http_server]
                file=%1$s
                [supervisord]
                nodaemon=true
                directory=%2$s
                logfile=/dev/null
                logfile_maxbytes=0
                pidfile=%2$s/pid
                [rpcinterface:supervisor]
                supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
                [program:marked]
                command=%3$s
                process_name=%%(program_name)s_%%(process_num)02d
                numprocs=%4$d
                autostart=false
                autorestart=true
                startsecs=0
                stopsignal=KILL
                stdout_logfile=NONE
                stderr_logfile=NONE
                """.formatted(
                        socket, directory, String.join(" ", command), copies));
        Process process = new ProcessBuilder("supervisord", "-c", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Supervisord peer = new Supervisord(socket, process);
        try {
            peer.awaitSocket();
        } catch (IOException | InterruptedException e) {
            peer.close();
            throw e;
        }
        return peer;
    }

    private void awaitSocket() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!Files.exists(socket)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("supervisord does not come up");
            }
            Thread.sleep(20);
        }
    }

    @Override
    public String name() {
        return "supervisord";
    }

    @Override
    public long start() throws IOException {
        long before = System.nanoTime();
        call("supervisor.startAllProcesses", false);
        return before;
    }

    @Override
    public void stop() throws IOException {
        call("supervisor.stopAllProcesses", true);
    }

    private void call(String method, boolean wait) throws IOException {
        String body = "<?xml version=\"1.0\"?><methodCall><methodName>" + method
                + "</methodName><params><param><value><boolean>" + (wait ? 1 : 0)
                + "</boolean></value></param></params></methodCall>";
        String request = "POST /RPC2 HTTP/1.0\r\nHost: localhost\r\nContent-Type: text/xml\r\nContent-Length: "
                + body.length() + "\r\nConnection: close\r\n\r\n" + body;
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(request);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            String answer = read(channel);
            if (!answer.contains(" 200 ") || answer.contains("<fault>")) {
                throw new IOException(method + " is answered: " + answer);
            }
        }
    }

    private static String read(SocketChannel channel) throws IOException {
        StringBuilder answer = new StringBuilder();
        ByteBuffer bytes = ByteBuffer.allocate(4096);
        while (answer.indexOf("</methodResponse>") < 0 && channel.read(bytes.clear()) >= 0) {
            answer.append(StandardCharsets.UTF_8.decode(bytes.flip()));
        }
        return answer.toString();
    }

    @Override
    public void close() {
        process.destroy();
        Installed.end(process);
    }

    /** Its process. */
    long pid() {
        return process.pid();
    }
}
