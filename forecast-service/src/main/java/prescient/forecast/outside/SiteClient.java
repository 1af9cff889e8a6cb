package prescient.forecast.outside;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import prescient.fetch.FetchClient;
import prescient.fetch.Fetched;

/**
 * One service outside, asked within its budget and quota. Blocks, and ends early when interrupted. Safe for many
 * threads.
 */
public final class SiteClient {

    // NaN is read where it is sent, so that one such number costs a value and not the whole answer.
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String source;
    private final String base;
    private final FetchClient fetch;
    private final SourceMeters meters;
    private final QuotaDesk quotas;
    private final Quota quota;
    private final int attempts;

    /** @param attempts how often a request is sent at most */
    SiteClient(
            String source,
            String base,
            FetchClient fetch,
            SourceMeters meters,
            QuotaDesk quotas,
            Quota quota,
            int attempts) {
        this.source = source;
        this.base = base;
        this.fetch = fetch;
        this.meters = meters;
        this.quotas = quotas;
        this.quota = quota;
        this.attempts = attempts;
    }

    /** Asks for JSON. Numbers in it may be anything but finite. */
    public Fetched<JsonNode> json(String pathAndQuery) {
        return json(pathAndQuery, Map.of());
    }

    /** The same with headers of one's own. */
    public Fetched<JsonNode> json(String pathAndQuery, Map<String, String> headers) {
        return get(pathAndQuery, headers, body -> {
            var answer = JSON.readTree(body);
            if (answer == null || answer.isMissingNode()) {
                throw new IOException("the answer is empty");
            }
            return answer;
        });
    }

    /** Asks for text. */
    public Fetched<String> text(String pathAndQuery) {
        return get(pathAndQuery, Map.of(), body -> new String(body, StandardCharsets.UTF_8));
    }

    /** Where a path is. Holds a key if the path does. */
    public URI address(String pathAndQuery) {
        return URI.create(base + pathAndQuery);
    }

    /** As part of a path or a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private <T> Fetched<T> get(String pathAndQuery, Map<String, String> headers, FetchClient.Reader<T> reader) {
        return quotas.ask(source, quota, attempts, () -> {
            long began = System.nanoTime();
            var answer = fetch.get(address(pathAndQuery), headers, reader);
            meters.asked(source, answer instanceof Fetched.Got<T>, Duration.ofNanos(System.nanoTime() - began));
            return answer;
        });
    }
}
