package prescient.local.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import prescient.local.ServiceName;

/** An HTTP server that answers for all five services. Safe for many threads. */
public final class Gateway implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Map<ServiceName, URI> services;
    private final Forwarder forwarder;
    private final OpenApiPage openApi;

    private Gateway(HttpServer server, Map<ServiceName, URI> services) {
        this.server = server;
        this.services = services;
        this.forwarder = new Forwarder(http, services);
        this.openApi = new OpenApiPage(http, services);
    }

    /**
     * Starts a gateway.
     *
     * @param address where it listens; port 0 takes a free one
     * @param services base URL of each service
     * @throws IOException when it cannot listen there
     */
    public static Gateway start(InetSocketAddress address, Map<ServiceName, URI> services) throws IOException {
        // Without this the JDK's server waits for acknowledgements between header and body: 40 ms each answer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var gateway = new Gateway(HttpServer.create(address, 0), Map.copyOf(services));
        gateway.server.setExecutor(gateway.threads);
        gateway.server.createContext("/", gateway::handle);
        gateway.server.start();
        return gateway;
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        var path = exchange.getRequestURI().getPath();
        var service = Routes.find(path);
        if (service.isPresent()) {
            forwarder.forward(exchange, service.get());
            return;
        }
        switch (path) {
            case "/", "/openapi", "/q/health", "/q/health/live", "/q/health/ready", "/q/health/started" ->
                ownPage(exchange, path);
            default -> Answers.problem(exchange, GatewayProblem.NOT_FOUND, "no service answers this path");
        }
    }

    private void ownPage(HttpExchange exchange, String path) throws IOException, InterruptedException {
        var method = exchange.getRequestMethod();
        if (!"GET".equals(method) && !"HEAD".equals(method)) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            Answers.problem(exchange, GatewayProblem.METHOD_NOT_ALLOWED, method + " does not work here");
            return;
        }
        Answers.json(
                exchange,
                switch (path) {
                    case "/" -> IndexPage.of(services);
                    case "/openapi" -> openApi.read();
                    default -> JsonNodeFactory.instance.objectNode().put("status", "UP");
                });
    }

    /** Stops listening at once; answers under way are cut. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        http.shutdownNow();
    }
}
