package prescient.trade.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import prescient.testing.TokensForTests;

/** Listens to the stream over HTTP, as a page does. */
final class Ear implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 15;

    private final BlockingQueue<Heard> events = new LinkedBlockingQueue<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpResponse<Stream<String>> answer;

    /** @param id null for an event without one */
    record Heard(String kind, String id, JsonNode data) {

        boolean says(String name, String value) {
            return data.path(name).asText().equals(value);
        }
    }

    private Ear(String query, String lastEventId) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/trading/stream" + query))
                .header("Authorization", "Bearer " + TokensForTests.person("viewer"))
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        answer = http.send(request.build(), BodyHandlers.ofLines());
        if (answer.statusCode() != 200) {
            throw new AssertionError(
                    "HTTP " + answer.statusCode() + ": " + answer.body().toList());
        }
        Thread.ofVirtual().start(this::listen);
    }

    /** From now on: the stream has said that it is live, and what is so now. */
    static Ear fromNow() throws IOException, InterruptedException {
        var ear = new Ear("", null);
        ear.await("stream", event -> event.says("state", "live"));
        ear.await("beat", event -> true);
        return ear;
    }

    static Ear after(String id) throws IOException, InterruptedException {
        return new Ear("", id);
    }

    static Ear query(String query) throws IOException, InterruptedException {
        return new Ear(query, null);
    }

    HttpResponse<?> answer() {
        return answer;
    }

    /** Waits for an event, passing over others. */
    Heard await(String kind, Predicate<Heard> wanted) throws InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        var seen = new StringBuilder();
        while (true) {
            var event = events.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (event == null) {
                throw new AssertionError("no " + kind + " was told, only" + seen);
            }
            if (event.kind().equals(kind) && wanted.test(event)) {
                return event;
            }
            seen.append(' ').append(event);
        }
    }

    private void listen() {
        try (var lines = answer.body()) {
            var fields = new HashMap<String, String>();
            lines.forEach(line -> {
                if (line.isEmpty()) {
                    if (fields.containsKey("data")) {
                        events.add(new Heard(fields.get("event"), fields.get("id"), json(fields.get("data"))));
                    }
                    fields.clear();
                } else {
                    var colon = line.indexOf(':');
                    fields.put(
                            line.substring(0, colon), line.substring(colon + 1).strip());
                }
            });
            events.add(new Heard("end", null, JSON.createObjectNode()));
        } catch (RuntimeException closed) {
            events.add(new Heard("broken", null, JSON.createObjectNode()));
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException wrong) {
            throw new AssertionError(text, wrong);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
