package prescient.local.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a service whether it is ready. */
public final class ReadyProbe {

    private final HttpClient http;

    /** Asks through {@code http}. */
    public ReadyProbe(HttpClient http) {
        this.http = http;
    }

    /** True when the service at {@code baseUrl} says within 2 s that it is ready. */
    public boolean isReady(String baseUrl) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(baseUrl + "/q/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
