package prescient.trade.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import prescient.auth.NeighbourTrust;
import prescient.trade.status.SuiteStatus.Component;

/** Asks the five services how they are. */
@ApplicationScoped
class HealthClient {

    private static final Duration DEADLINE = Duration.ofMillis(1200);

    private final ObjectMapper json;
    private final Map<String, URI> urls = new LinkedHashMap<>();
    private final Map<String, HealthHttp> services = new LinkedHashMap<>();
    private final Map<String, CutoverHttp> cutovers = new LinkedHashMap<>();

    HealthClient(StatusConfig config, ObjectMapper json, TlsConfigurationRegistry registry) {
        this.json = json;
        var tls = registry.get(NeighbourTrust.NAME).orElseThrow();
        urls.put("market_ingest_service", config.marketIngest());
        urls.put("signal_service", config.signal());
        urls.put("trade_service", config.trade());
        urls.put("portfolio_service", config.portfolio());
        urls.put("forecast_service", config.forecast());
        urls.forEach((name, url) -> services.put(name, client(url, tls, HealthHttp.class)));
        urls.forEach((name, url) -> cutovers.put(name, client(url, tls, CutoverHttp.class)));
    }

    /**
     * What a service says of itself.
     *
     * @param cutover its report on the cut-over, a missing node when it gave none
     * @param took how long its health checks took to arrive
     */
    record Answer(Component component, JsonNode cutover, Duration took) {}

    private record Timed(Component component, Duration took) {}

    /** The answers of all five, at most about a second later, whatever is down. */
    Uni<Map<String, Answer>> askAll() {
        return answers(services.size());
    }

    /**
     * The same one service after another, at most about six seconds later, for whoever can wait: questions to all at
     * once take both processors of a small machine for some 40 ms, and a request that comes just then waits.
     */
    Uni<Map<String, Answer>> askInTurn() {
        return answers(1);
    }

    private Uni<Map<String, Answer>> answers(int atATime) {
        var questions = services.entrySet().stream()
                .map(service -> ask(service.getKey(), service.getValue()))
                .toList();
        return Uni.join()
                .all(questions)
                .usingConcurrencyOf(atATime)
                .andFailFast()
                .map(answers -> {
                    var all = new LinkedHashMap<String, Answer>();
                    var names = services.keySet().iterator();
                    answers.forEach(answer -> all.put(names.next(), answer));
                    return all;
                });
    }

    /**
     * What the five services report of each day since their features were moved, in order; a missing node for one that
     * does not answer.
     */
    Uni<List<JsonNode>> watches() {
        var questions = cutovers.values().stream()
                .map(service -> answered(Uni.createFrom().deferred(service::watch)))
                .toList();
        return Uni.join().all(questions).andFailFast();
    }

    private Uni<Answer> ask(String name, HealthHttp service) {
        return Uni.createFrom().deferred(() -> asked(name, service));
    }

    private Uni<Answer> asked(String name, HealthHttp service) {
        var base = String.valueOf(urls.get(name));
        long started = System.nanoTime();
        var health = Uni.combine()
                .all()
                .unis(service.health(), service.wellness())
                .with((whole, wellness) -> component(base, whole, wellness))
                .ifNoItem()
                .after(DEADLINE)
                .fail()
                .onFailure()
                .recoverWithItem(() -> Component.offline(base))
                .map(component -> new Timed(component, Duration.ofNanos(System.nanoTime() - started)));
        return Uni.combine()
                .all()
                .unis(health, report(cutovers.get(name)))
                .with((timed, cutover) -> new Answer(timed.component(), cutover, timed.took()));
    }

    private static Uni<JsonNode> report(@Nullable CutoverHttp service) {
        return service == null ? Uni.createFrom().item(MissingNode.getInstance()) : answered(service.report());
    }

    private static Uni<JsonNode> answered(Uni<JsonNode> question) {
        return question.ifNoItem().after(DEADLINE).fail().onFailure().recoverWithItem(MissingNode::getInstance);
    }

    private Component component(String base, Response health, Response wellness) {
        var checks = new LinkedHashMap<String, JsonNode>();
        collect(health, checks);
        collect(wellness, checks);
        return Component.of(base, health.getStatus() == 200, checks);
    }

    private void collect(Response answer, Map<String, JsonNode> checks) {
        try {
            var body = json.readTree(answer.readEntity(String.class));
            body.path("checks").forEach(check -> checks.put(check.path("name").asText(), check));
        } catch (JsonProcessingException garbage) {
            throw new IllegalStateException("a health answer is not JSON", garbage);
        }
    }

    private static <T> T client(URI url, TlsConfiguration tls, Class<T> wire) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(url)
                // The common configuration reaches only clients that are injected.
                .tlsConfiguration(tls)
                .connectTimeout(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                // A 503 is an answer here: it says which check is down.
                .property("microprofile.rest.client.disable.default.mapper", true)
                .build(wire);
    }
}
