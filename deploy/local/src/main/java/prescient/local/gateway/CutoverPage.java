package prescient.local.gateway;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import prescient.local.ServiceName;
import prescient.local.cutover.CutoverFeature;

/** What concerns the cut-over of all services at once. Safe for many threads. */
final class CutoverPage {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String FEATURE = "feature";

    private final HttpClient http;
    private final Map<ServiceName, URI> services;
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    CutoverPage(HttpClient http, Map<ServiceName, URI> services) {
        this.http = http;
        this.services = services;
    }

    /**
     * The features of all services in one list, in the order in which they are imported, and whatever else each service
     * says. A service that does not answer is named as unavailable, its features have no mode then.
     *
     * @param caller the value of the header {@code Authorization}, passed on
     * @param path behind {@code /cutover}: empty for how it stands, {@code /watch} for the reports after a move
     */
    JsonNode read(String caller, String path) throws InterruptedException {
        var answers = ask(caller, "GET", path, "");
        var page = JsonNodeFactory.instance.objectNode();
        var features = new LinkedHashMap<String, JsonNode>();
        CutoverFeature.all().forEach(feature -> features.put(feature.text(), unavailable(feature)));
        var list = page.arrayNode();
        for (var service : ServiceName.values()) {
            var entry = list.addObject().put("service", service.moduleName());
            var body = bodyOf(answers.get(service));
            entry.put("state", body == null ? "unavailable" : "available");
            if (body != null) {
                body.path("features")
                        .forEach(feature -> features.put(feature.path(FEATURE).asText(), of(service, feature)));
                body.properties().forEach(field -> {
                    if (!"features".equals(field.getKey())) {
                        entry.set(field.getKey(), field.getValue());
                    }
                });
            }
        }
        var array = page.putArray("features");
        features.values().forEach(array::add);
        page.set("services", list);
        return page;
    }

    /**
     * What became of a request to all services.
     *
     * @param failed which did not take it, with the reason; empty when all did
     * @param refusal the answer, when all of them refused it alike as a wrong request; null otherwise
     */
    record Told(Map<ServiceName, String> failed, @Nullable HttpResponse<String> refusal) {}

    /** Sends a request to all services. */
    Told toAll(String caller, String method, String path, String body) {
        var failed = new EnumMap<ServiceName, String>(ServiceName.class);
        var refusals = new ArrayList<HttpResponse<String>>();
        ask(caller, method, path, body).forEach((service, answer) -> {
            try {
                var response = answer.join();
                NotLetIn.check(response.statusCode());
                if (response.statusCode() >= 300) {
                    refusals.add(response);
                    failed.put(service, "HTTP " + response.statusCode() + " " + response.body());
                }
            } catch (CompletionException down) {
                failed.put(service, "does not answer");
            }
        });
        return new Told(failed, alike(refusals));
    }

    private @Nullable HttpResponse<String> alike(List<HttpResponse<String>> refusals) {
        return refusals.size() == services.size()
                        && refusals.stream()
                                .allMatch(refusal -> refusal.statusCode()
                                                == refusals.getFirst().statusCode()
                                        && refusal.statusCode() / 100 == 4)
                ? refusals.getFirst()
                : null;
    }

    private Map<ServiceName, CompletableFuture<HttpResponse<String>>> ask(
            String caller, String method, String path, String body) {
        var answers = new EnumMap<ServiceName, CompletableFuture<HttpResponse<String>>>(ServiceName.class);
        for (var service : ServiceName.values()) {
            var request = HttpRequest.newBuilder(URI.create(services.get(service) + "/cutover" + path))
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/json")
                    .header("Accept", "application/json")
                    .header("Authorization", caller)
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .build();
            answers.put(service, http.sendAsync(request, BodyHandlers.ofString()));
        }
        return answers;
    }

    private @Nullable ObjectNode bodyOf(@Nullable CompletableFuture<HttpResponse<String>> answer)
            throws InterruptedException {
        try {
            var response = Objects.requireNonNull(answer).get();
            NotLetIn.check(response.statusCode());
            return response.statusCode() == 200 && json.readTree(response.body()) instanceof ObjectNode body
                    ? body
                    : null;
        } catch (ExecutionException | IOException down) {
            return null;
        }
    }

    private static JsonNode of(ServiceName service, JsonNode feature) {
        return feature instanceof ObjectNode object ? object.put("service", service.moduleName()) : feature;
    }

    private static ObjectNode unavailable(CutoverFeature feature) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(FEATURE, feature.text())
                .put("service", feature.owner().moduleName())
                .put("state", "unavailable");
    }
}
