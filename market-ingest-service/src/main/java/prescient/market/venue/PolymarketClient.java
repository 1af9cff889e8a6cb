package prescient.market.venue;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks Gamma within the rate budget and repeats what may succeed later: 429, 5xx, broken lines, answers cut short. */
@ApplicationScoped
public class PolymarketClient {

    private static final Logger LOG = Logger.getLogger(PolymarketClient.class);

    private final PolymarketHttp http;
    private final VenueConfig config;
    private final VenueMeters meters;
    private final RateBudget events;
    private final RateBudget markets;
    private final RandomGenerator jitter;

    PolymarketClient(PolymarketHttp http, VenueConfig config, VenueMeters meters) {
        this.http = http;
        this.config = config;
        this.meters = meters;
        this.events = new RateBudget(config.eventsPerTenSeconds(), System.nanoTime());
        this.markets = new RateBudget(config.marketsPerTenSeconds(), System.nanoTime());
        this.jitter = new SplittableRandom(config.jitterSeed());
    }

    /** The outcome of asking, repetitions included. */
    sealed interface Answer<T> {
        int retries();
    }

    /** A readable answer. */
    record Got<T>(T content, int retries) implements Answer<T> {}

    /**
     * No readable answer.
     *
     * @param reason what the last attempt brought
     * @param body what the last attempt sent, if anything; empty otherwise
     */
    record Lost<T>(String reason, String body, int retries) implements Answer<T> {}

    /** Turns an answer's bytes into content; an {@link IOException} means they are not readable. */
    interface Reader<T> {
        T read(byte[] body) throws IOException;
    }

    /** Asks the events route. Blocks, repetitions and pauses included. */
    <T> Answer<T> events(String pathAndQuery, Reader<T> reader) {
        return ask(events, pathAndQuery, reader);
    }

    /** Asks the markets route. */
    <T> Answer<T> markets(String pathAndQuery, Reader<T> reader) {
        return ask(markets, pathAndQuery, reader);
    }

    private <T> Answer<T> ask(RateBudget budget, String pathAndQuery, Reader<T> reader) {
        for (int retries = 0; ; retries++) {
            var attempt = attempt(budget, pathAndQuery, reader);
            if (attempt.content() != null) {
                return new Got<>(attempt.content(), retries);
            }
            if (!attempt.mayPass() || retries == config.retries()) {
                return new Lost<>(attempt.problem(), attempt.body(), retries);
            }
            LOG.debugf("asking the venue again: %s", attempt.problem());
            meters.retried();
            if (!rest(pause(retries, attempt.retryAfter()))) {
                return new Lost<>("stopped while waiting", attempt.body(), retries);
            }
        }
    }

    private record Attempt<T>(
            @Nullable T content,
            String problem,
            String body,
            boolean mayPass,
            @Nullable String retryAfter) {}

    private <T> Attempt<T> attempt(RateBudget budget, String pathAndQuery, Reader<T> reader) {
        PolymarketHttp.Reply reply;
        try {
            if (!rest(Duration.ofNanos(budget.reserve(System.nanoTime())))) {
                return new Attempt<>(null, "stopped while waiting", "", false, null);
            }
            reply = http.get(pathAndQuery);
        } catch (PolymarketHttp.CutOff cut) {
            var arrived = GammaText.plain(cut.arrived());
            return new Attempt<>(null, "the venue did not answer: " + cut.getMessage(), arrived, true, null);
        } catch (IOException failure) {
            return new Attempt<>(null, "the venue did not answer: " + failure.getMessage(), "", true, null);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Attempt<>(null, "stopped while waiting", "", false, null);
        }
        if (reply.status() != 200) {
            boolean mayPass = reply.status() == 429 || reply.status() >= 500;
            return new Attempt<>(
                    null, "the venue answered HTTP " + reply.status(), text(reply), mayPass, reply.retryAfter());
        }
        try {
            return new Attempt<>(reader.read(reply.body()), "", "", false, null);
        } catch (IOException unreadable) {
            return new Attempt<>(null, "the answer is not readable as JSON", text(reply), true, null);
        }
    }

    private static String text(PolymarketHttp.Reply reply) {
        return GammaText.plain(new String(reply.body(), StandardCharsets.UTF_8));
    }

    /** The pause before the next attempt: doubling, with up to half of it drawn; longer when the venue asks for it. */
    private Duration pause(int retries, @Nullable String retryAfter) {
        long base = config.backOff().toMillis() << Math.min(retries, 16);
        long millis;
        synchronized (jitter) {
            millis = base / 2 + jitter.nextLong(base / 2 + 1);
        }
        if (retryAfter != null && retryAfter.matches("[0-9]{1,6}")) {
            millis = Math.max(millis, Long.parseLong(retryAfter) * 1000);
        }
        return Duration.ofMillis(Math.min(millis, config.longestBackOff().toMillis()));
    }

    private static boolean rest(Duration time) {
        try {
            if (!time.isZero()) {
                Thread.sleep(time);
            }
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
