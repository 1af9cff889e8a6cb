package prescient.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import prescient.local.ServiceName;

/** The combined OpenAPI document, asked from the services each time so that it is never out of date. */
final class OpenApiPage {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient http;
    private final Map<ServiceName, URI> services;
    private final ObjectMapper json = new ObjectMapper();

    OpenApiPage(HttpClient http, Map<ServiceName, URI> services) {
        this.http = http;
        this.services = services;
    }

    /** As {@code caller} sees it, the value of a header {@code Authorization}. */
    JsonNode read(String caller) throws InterruptedException {
        var merge = new OpenApiMerge();
        var missing = merge.document().putArray("x-unavailable");
        for (var service : ServiceName.values()) {
            var document = documentOf(service, caller);
            if (document.isPresent()) {
                merge.add(service, document.get());
            } else {
                missing.add(service.moduleName());
            }
        }
        if (missing.isEmpty()) {
            merge.document().remove("x-unavailable");
        }
        return merge.document();
    }

    private Optional<JsonNode> documentOf(ServiceName service, String caller) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(services.get(service) + "/openapi?format=json"))
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .header("Authorization", caller)
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            NotLetIn.check(response.statusCode());
            return response.statusCode() == 200 ? Optional.of(json.readTree(response.body())) : Optional.empty();
        } catch (IOException down) {
            return Optional.empty();
        }
    }
}
