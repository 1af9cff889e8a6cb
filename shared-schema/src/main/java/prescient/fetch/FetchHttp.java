package prescient.fetch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The wire: one request, one answer as raw bytes, with a deadline that includes the body. Follows no redirect. Safe for
 * many threads.
 */
public final class FetchHttp implements AutoCloseable {

    private final FetchLimits limits;
    private final HttpClient http;

    public FetchHttp(FetchLimits limits) {
        this.limits = limits;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(limits.connectTimeout())
                .build();
    }

    /**
     * An answer of whatever status.
     *
     * @param body unpacked
     * @param retryAfter the header, null without one
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and copied nowhere
    public record Reply(int status, byte[] body, @Nullable String retryAfter) {}

    /** No whole answer arrived; this much of its body did. */
    static final class CutOff extends IOException {
        private static final long serialVersionUID = 1;
        private final String arrived;

        CutOff(String message, Throwable cause, String arrived) {
            super(message, cause);
            this.arrived = arrived;
        }

        /** As text, whatever it is; empty when nothing arrived. */
        String arrived() {
            return arrived;
        }
    }

    FetchLimits limits() {
        return limits;
    }

    /**
     * @param headers beside those that every request has
     * @throws IOException if no whole answer arrived in time
     */
    Reply get(URI uri, Map<String, String> headers) throws IOException, InterruptedException {
        return send("GET", uri, headers, null);
    }

    /**
     * Sends once and repeats nothing: whoever asks for a change has to find out what became of it.
     *
     * @param headers beside those that every request has
     * @param body null for a request without one; a GET has none
     * @throws IOException if no whole answer arrived in time; the request may have taken effect
     */
    public Reply send(String method, URI uri, Map<String, String> headers, byte @Nullable [] body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri)
                .header("Accept", "application/json, */*;q=0.5")
                .header("Accept-Encoding", "gzip")
                .timeout(limits.timeout());
        headers.forEach(request::setHeader);
        if (!method.equals("GET")) {
            request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        }
        var arrived = new ArrivedBytes();
        var sending = http.sendAsync(
                request.build(),
                BodyHandlers.limiting(info -> arrived.copying(BodySubscribers.ofByteArray()), limits.maxAnswerBytes()));
        try {
            return reply(sending.get(limits.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            throw new CutOff("no whole answer within " + limits.timeout(), late, arrived.text());
        } catch (ExecutionException failure) {
            throw new CutOff(String.valueOf(failure.getCause()), failure, arrived.text());
        } finally {
            sending.cancel(true);
        }
    }

    private Reply reply(HttpResponse<byte[]> answer) throws IOException {
        var retryAfter = answer.headers().firstValue("Retry-After").orElse(null);
        if (answer.headers()
                .firstValue("Content-Encoding")
                .filter("gzip"::equals)
                .isEmpty()) {
            return new Reply(answer.statusCode(), answer.body(), retryAfter);
        }
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            var body = plain.readNBytes(Math.toIntExact(limits.maxAnswerBytes()));
            if (plain.read() >= 0) {
                throw new IOException("the answer is larger than " + limits.maxAnswerBytes() + " bytes");
            }
            return new Reply(answer.statusCode(), body, retryAfter);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
