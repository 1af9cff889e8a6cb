package prescient.market.venue;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The wire to Gamma: one request, one answer as raw bytes, with a deadline that includes the body. */
@ApplicationScoped
class PolymarketHttp {

    private final VenueConfig config;
    private final HttpClient http;

    PolymarketHttp(VenueConfig config) {
        this.config = config;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.connectTimeout())
                .build();
    }

    /** An answer of whatever status. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and copied nowhere
    record Reply(int status, byte[] body, @Nullable String retryAfter) {}

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

    /** @throws IOException if no whole answer arrived in time */
    Reply get(String pathAndQuery) throws IOException, InterruptedException {
        var base = config.url().toString().replaceAll("/+$", "");
        var request = HttpRequest.newBuilder(java.net.URI.create(base + pathAndQuery))
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip")
                .timeout(config.timeout())
                .build();
        var arrived = new ArrivedBytes();
        var sending = http.sendAsync(
                request,
                BodyHandlers.limiting(info -> arrived.copying(BodySubscribers.ofByteArray()), config.maxAnswerBytes()));
        try {
            return reply(sending.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            throw new CutOff("no whole answer within " + config.timeout(), late, arrived.text());
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
            var body = plain.readNBytes(Math.toIntExact(config.maxAnswerBytes()));
            if (plain.read() >= 0) {
                throw new IOException("the answer is larger than " + config.maxAnswerBytes() + " bytes");
            }
            return new Reply(answer.statusCode(), body, retryAfter);
        }
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }
}
