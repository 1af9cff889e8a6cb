package prescient.local.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import prescient.local.ServiceName;

/** An HTTP server that answers for all five services. Safe for many threads. */
public final class Gateway implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** What a stranger may see: that there is a gateway, which paths it knows, and that it lives. */
    private static final Set<String> OPEN =
            Set.of("/", "/q/health", "/q/health/live", "/q/health/ready", "/q/health/started");

    /** Read once by the JDK's server, when the first one is made. */
    private static final Map<String, String> LIMITS = Map.of(
            // Without this it waits for acknowledgements between header and body: 40 ms each answer.
            "sun.net.httpserver.nodelay", "true",
            // Seconds a request may take to arrive, so that one that trickles in does not stay for ever.
            "sun.net.httpserver.maxReqTime", "30",
            "sun.net.httpserver.idleInterval", "30",
            // Seconds an answer may take, from the last byte of the request on: longer than any service needs.
            "sun.net.httpserver.maxRspTime", "360",
            "sun.net.httpserver.maxReqHeaders", "64",
            "sun.net.httpserver.maxReqHeaderSize", "32768");

    private final HttpServer server;
    private final Optional<Door> door;
    private final RequestBodies bodies = new RequestBodies();
    private final EventStreams streams = new EventStreams();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http;
    private final Map<ServiceName, URI> services;
    private final Forwarder forwarder;
    private final OpenApiPage openApi;
    private final CutoverPage cutover;
    private final CockpitFiles cockpit = new CockpitFiles();
    private final RateLimit limit;

    private Gateway(HttpServer server, Optional<Door> door, GatewayConfig config) {
        this.server = server;
        this.door = door;
        this.http = client(config);
        this.services = config.services();
        this.limit = new RateLimit(config.perSecond(), System::nanoTime);
        this.forwarder = new Forwarder(http, services, bodies, streams);
        this.openApi = new OpenApiPage(http, services);
        this.cutover = new CutoverPage(http, services);
    }

    /**
     * Starts a gateway.
     *
     * @throws IOException when it cannot listen where it should
     */
    public static Gateway start(GatewayConfig config) throws IOException {
        LIMITS.forEach((name, value) -> System.setProperty(name, System.getProperty(name, value)));
        var hasDoor = config.connections() > 0;
        var server =
                server(config, hasDoor ? new InetSocketAddress(InetAddress.getLoopbackAddress(), 0) : config.address());
        var door = hasDoor
                ? Optional.of(Door.open(config.address(), server.getAddress(), config.connections()))
                : Optional.<Door>empty();
        var gateway = new Gateway(server, door, config);
        server.setExecutor(gateway.threads);
        server.createContext("/", gateway::handle);
        server.start();
        return gateway;
    }

    private static HttpServer server(GatewayConfig config, InetSocketAddress address) throws IOException {
        if (config.tls().isEmpty()) {
            return HttpServer.create(address, Door.BACKLOG);
        }
        var server = HttpsServer.create(address, Door.BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(config.tls().get()));
        return server;
    }

    private static HttpClient client(GatewayConfig config) {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER);
        config.trust().ifPresent(client::sslContext);
        return client.build();
    }

    /** How many streams of events are open. */
    int streams() {
        return streams.count();
    }

    /** The port it listens on. */
    public int port() {
        return door.map(Door::port).orElseGet(() -> server.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var seen = exchange.getRemoteAddress();
            var client = door.isPresent() ? door.get().addressOf(seen) : Optional.of(seen.getAddress());
            // Whoever did not come in through the door, or has left meanwhile, is owed no answer.
            if (client.isPresent()) {
                answer(exchange, client.get());
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, InetAddress client) throws IOException, InterruptedException {
        if (!limit.allows(client)) {
            refuse(exchange, GatewayProblem.TOO_MANY_REQUESTS, "too many requests from this address");
            return;
        }
        var path = exchange.getRequestURI().getPath();
        if (CockpitFiles.covers(path)) {
            cockpit.answer(exchange, path);
            return;
        }
        if (path.equals("/") && CockpitFiles.isBrowser(exchange)) {
            CockpitFiles.redirect(exchange);
            return;
        }
        if (!OPEN.contains(path)) {
            try {
                Credentials.check(exchange.getRequestHeaders());
            } catch (Credentials.Refusal refusal) {
                refuse(exchange, GatewayProblem.NOT_AUTHENTICATED, refusal.reason());
                return;
            }
        }
        var service = Routes.find(path);
        if (service.isPresent()) {
            forwarder.forward(exchange, service.get());
            return;
        }
        switch (path) {
            case "/",
                    "/openapi",
                    "/cutover",
                    "/cutover/watch",
                    "/q/health",
                    "/q/health/live",
                    "/q/health/ready",
                    "/q/health/started" -> ownPage(exchange, path);
            case "/cutover/backup" -> tellAll(exchange, path);
            default -> Answers.problem(exchange, GatewayProblem.NOT_FOUND, "no service answers this path");
        }
    }

    /** The body is not read for somebody who is refused, so the connection ends. */
    private static void refuse(HttpExchange exchange, GatewayProblem problem, String reason) throws IOException {
        exchange.getResponseHeaders().set("Connection", "close");
        Answers.problem(exchange, problem, reason);
    }

    private void ownPage(HttpExchange exchange, String path) throws IOException, InterruptedException {
        var method = exchange.getRequestMethod();
        if (!"GET".equals(method) && !"HEAD".equals(method)) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            Answers.problem(exchange, GatewayProblem.METHOD_NOT_ALLOWED, method + " does not work here");
            return;
        }
        try {
            Answers.json(
                    exchange,
                    switch (path) {
                        case "/" -> IndexPage.page();
                        case "/openapi" ->
                            openApi.read(exchange.getRequestHeaders().getFirst("Authorization"));
                        case "/cutover", "/cutover/watch" ->
                            cutover.read(
                                    exchange.getRequestHeaders().getFirst("Authorization"),
                                    path.substring("/cutover".length()));
                        default -> JsonNodeFactory.instance.objectNode().put("status", "UP");
                    });
        } catch (NotLetIn refused) {
            Answers.problem(exchange, refused.problem(), "the services do not let this caller in");
        }
    }

    /** What every service has to know. */
    private void tellAll(HttpExchange exchange, String path) throws IOException, InterruptedException {
        var method = exchange.getRequestMethod();
        if (!"PUT".equals(method)) {
            exchange.getResponseHeaders().set("Allow", "PUT");
            Answers.problem(exchange, GatewayProblem.METHOD_NOT_ALLOWED, method + " does not work here");
            return;
        }
        var caller = exchange.getRequestHeaders().getFirst("Authorization");
        try (var body = bodies.read(exchange)) {
            var text = new String(body.bytes(), StandardCharsets.UTF_8);
            var told = cutover.toAll(caller, method, path.substring("/cutover".length()), text);
            var refusal = told.refusal();
            if (refusal != null) {
                Answers.passOn(exchange, refusal);
            } else if (told.failed().isEmpty()) {
                Answers.json(exchange, JsonNodeFactory.instance.objectNode().put("told", services.size()));
            } else {
                Answers.problem(exchange, GatewayProblem.BAD_GATEWAY, "not every service took it: " + told.failed());
            }
        } catch (RequestBodies.Refusal refused) {
            refused.answer(exchange);
        } catch (NotLetIn refused) {
            Answers.problem(exchange, refused.problem(), "the services do not let this caller in");
        }
    }

    /** Stops listening and waits until the answers under way are given, but no longer than {@code patience}. */
    void drain(Duration patience) {
        door.ifPresent(Door::shut);
        streams.close();
        server.stop((int) patience.toSeconds());
        close();
    }

    /** Stops listening at once; answers under way are cut. */
    @Override
    public void close() {
        door.ifPresent(Door::shut);
        streams.close();
        server.stop(0);
        door.ifPresent(Door::close);
        threads.shutdownNow();
        http.shutdownNow();
    }
}
