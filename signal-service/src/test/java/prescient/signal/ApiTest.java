package prescient.signal;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.WithTestResource;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.extension.RegisterExtension;
import prescient.testing.StrictLog;

/** What tests against the running service share in every mode: a clock that stands still, a fake neighbour. */
@WithTestResource(FakeMarketIngest.class)
@WithTestResource(FakeDesk.class)
public abstract class ApiTest {

    @RegisterExtension
    protected final StrictLog log = new StrictLog();

    @Inject
    protected TestClock clock;

    /** What the neighbour answers from now on. */
    public static void answer(int status, String body) {
        neighbour(HttpRequest.newBuilder(fake("/answer?status=" + status))
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** What the neighbour answers to its next {@code times} requests. */
    public static void answerFirst(int status, int times, String body) {
        neighbour(HttpRequest.newBuilder(fake("/answer?status=" + status + "&times=" + times))
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** What the neighbour recorded: an object with pages of snapshots, and markets. */
    public static void recorded(String body) {
        neighbour(HttpRequest.newBuilder(fake("/recorded")).PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** The requests the neighbour got since the last call, as a JSON array. */
    public static String asked() {
        return neighbour(HttpRequest.newBuilder(fake("/asked")));
    }

    /** The body of a filter answer with these items. */
    public static String found(String... items) {
        return "{\"events\":7,\"candidates\":3,\"markets\":%d,\"items\":[%s]}"
                .formatted(items.length, String.join(",", items));
    }

    /** A market of a filter answer. */
    public static String market(String id, String yes, String no) {
        return """
                {"market_id":"%s","question":"Will %s happen?","yes_price":%s,"no_price":%s,"liquidity":20000.5,\
                "volume":90000,"event_id":"e1","event_title":"An event","event_end_date":"2025-12-31T12:00:00Z",\
                "end_date":"2025-12-30T12:00:00Z","snapshot_at":"2025-10-15T16:09:00Z","closed":false,\
                "accepting_orders":true}""".formatted(id, id, yes, no);
    }

    public static ValidatableResponse post(String path, String body) {
        return given().contentType("application/json").body(body).post(path).then();
    }

    public static ValidatableResponse patch(String path, String body) {
        return given().contentType("application/json").body(body).patch(path).then();
    }

    private static URI fake(String path) {
        return URI.create(ConfigProvider.getConfig().getValue("prescient.url.market-ingest", String.class) + path);
    }

    private static String neighbour(HttpRequest.Builder request) {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(failure);
        }
    }
}
