package prescient.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import prescient.local.ServiceName;
import prescient.local.process.Memory;
import prescient.local.process.ProcessRef;

/** The gateway as a process of its own, with the options and the limits that its container has. */
final class GatewayProcess implements AutoCloseable {

    private static final Pattern OPTIONS = Pattern.compile("(?s)printf '%s\\\\n' (-XX:.*?) -cp ");
    private static final Pattern MEMORY = Pattern.compile("(?s)\\n  gateway:\\n.*?mem_limit: (\\d+)m\\n");

    private final Process process;
    private final int port;
    private final Path log;

    private GatewayProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** A gateway in front of the services that {@code urls} name; returns when it listens. */
    static GatewayProcess start(Map<ServiceName, String> urls, Path log) throws IOException, InterruptedException {
        return start(urls, Map.of("PRESCIENT_GATEWAY_HOST", "127.0.0.1"), log);
    }

    /** The same with other variables, which say where it listens. */
    static GatewayProcess start(Map<ServiceName, String> urls, Map<String, String> variables, Path log)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(containerOptions().split("[\\s\\\\]+")));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "prescient.local.gateway.GatewayMain"));
        var port = freePort();
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        var environment = builder.environment();
        environment.put("MALLOC_ARENA_MAX", "2");
        environment.putAll(variables);
        environment.put("PRESCIENT_GATEWAY_PORT", Integer.toString(port));
        urls.forEach((service, url) -> environment.put(service.urlVariable(), url));
        var gateway = new GatewayProcess(builder.start(), port, log);
        gateway.awaitOpen();
        return gateway;
    }

    /** The most memory that the gateway's container may hold, in MiB. */
    static int containerMemoryMb() throws IOException {
        return Integer.parseInt(find(MEMORY, "deploy/containers/compose.yaml"));
    }

    private static String containerOptions() throws IOException {
        return find(OPTIONS, "deploy/containers/Dockerfile.jvm");
    }

    private static String find(Pattern pattern, String file) throws IOException {
        Matcher found = pattern.matcher(Files.readString(LiveSuite.root().resolve(file)));
        if (!found.find()) {
            throw new AssertionError("nothing in " + file + " looks like " + pattern);
        }
        return found.group(1);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            return socket.getLocalPort();
        }
    }

    private void awaitOpen() throws InterruptedException {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            try (var connection = new Socket()) {
                connection.connect(address());
                return;
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    close();
                    throw new AssertionError("the gateway does not listen; see " + log, notYet);
                }
                Thread.sleep(50);
            }
        }
    }

    int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Resident memory in MiB; 0 when it has ended. */
    long residentMb() {
        return Memory.residentMb(process.pid()).orElse(0);
    }

    /** How long it has kept processors busy. */
    Duration busy() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** How many threads of the operating system it has. */
    int threads() throws IOException {
        try (var tasks = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            return (int) tasks.count();
        }
    }

    /** How many connections to its port it has, whoever holds the other end. */
    int connections() throws IOException {
        var ours = ":%04X".formatted(port);
        try (var v4 = Files.lines(Path.of("/proc/net/tcp"));
                var v6 = Files.lines(Path.of("/proc/net/tcp6"))) {
            // Columns: number, own address, other address, state; 01 is established, 08 closed by the other side only.
            return (int) java.util.stream.Stream.concat(v4, v6)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(column -> column[1].endsWith(ours) && (column[3].equals("01") || column[3].equals("08")))
                    .count();
        }
    }

    /** What it wrote. */
    List<String> log() throws IOException {
        return Files.readAllLines(log);
    }

    /** Asks it to end, and insists. */
    @Override
    public void close() {
        ProcessRef.of(process.toHandle()).end(Duration.ofSeconds(10));
    }
}
