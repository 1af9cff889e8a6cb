package prescient.venuesim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Talks to a simulated venue over HTTP, as a service or a tester would. */
final class SimUser implements AutoCloseable {

    private final Json json = new Json();
    private final HttpClient http = HttpClient.newHttpClient();
    private final VenueSim venue;

    SimUser(VenueSim venue) {
        this.venue = venue;
    }

    static SimUser of(VenueSimConfig config) {
        return new SimUser(VenueSim.start(config));
    }

    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(venue.url() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    int post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body).statusCode();
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        return parse(get(path).body());
    }

    JsonNode parse(String text) throws IOException {
        return json.mapper().readTree(text);
    }

    JsonNode status() throws IOException, InterruptedException {
        return json("/sim/status");
    }

    /** The pages of a keyset route, to the last. */
    List<JsonNode> keysetPages(String route) throws IOException, InterruptedException {
        var pages = new ArrayList<JsonNode>();
        var next = route;
        while (true) {
            var page = json(next);
            pages.add(page);
            if (!page.has("next_cursor")) {
                return pages;
            }
            next = route + "&after_cursor=" + page.get("next_cursor").asText();
        }
    }

    /** All objects behind a keyset route such as {@code /events/keyset?limit=100}. */
    List<ObjectNode> all(String route) throws IOException, InterruptedException {
        var name = route.startsWith("/events") ? "events" : "markets";
        var found = new ArrayList<ObjectNode>();
        for (var page : keysetPages(route)) {
            page.get(name).forEach(item -> found.add((ObjectNode) item));
        }
        return found;
    }

    static List<String> ids(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path("id").asText())
                .toList();
    }

    @Override
    public void close() {
        http.close();
        venue.close();
    }
}
