package io.agentropic.probe;

import io.agentropic.health.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends a GET request and reads the status line of the answer, nothing more. {@code java.net.http} would add a selector
 * thread, an executor and several hundred classes to read these few bytes.
 *
 * @param url an {@code http} URL with a host
 */
record HttpCheck(URI url) implements Check {

    private static final int DEFAULT_PORT = 80;
    private static final int MAX_STATUS_LINE = 256;
    private static final int FIRST_GOOD = 200;
    private static final int FIRST_BAD = 400;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");

    @Override
    public Finding look() throws InterruptedException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), port()));
            socket.getOutputStream().write(request());
            return judge(statusLine(socket.getInputStream()));
        } catch (ConnectException refused) {
            return Finding.bad(url + ": " + refused.getMessage());
        } catch (SocketException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException("gave up on " + url);
            }
            return Finding.bad(url + ": " + e.getMessage());
        } catch (IOException e) {
            return Finding.bad(url + ": " + e);
        }
    }

    private int port() {
        return url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
    }

    private byte[] request() {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return ("GET " + path + query + " HTTP/1.1\r\nHost: " + url.getRawAuthority()
                        + "\r\nUser-Agent: agentropic-probe\r\nAccept: */*\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String statusLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n' && line.length() < MAX_STATUS_LINE; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private Finding judge(String statusLine) {
        Matcher matcher = STATUS_LINE.matcher(statusLine);
        if (!matcher.matches()) {
            return Finding.bad(url + ": '" + statusLine + "' is no HTTP status line");
        }
        int status = Integer.parseInt(matcher.group(1));
        String detail = url + ": status " + status;
        return status >= FIRST_GOOD && status < FIRST_BAD ? Finding.well(detail) : Finding.bad(detail);
    }
}
