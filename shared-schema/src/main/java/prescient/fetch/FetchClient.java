package prescient.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import prescient.fetch.Fetched.Got;
import prescient.fetch.Fetched.Lost;

/**
 * Asks within a rate budget and repeats what may succeed later: 429, 5xx, broken lines, answers cut short. Only for
 * requests that change nothing. Safe for many threads; blocks, and ends early when interrupted.
 */
public final class FetchClient {

    private static final Logger LOG = Logger.getLogger(FetchClient.class);
    private static final String STOPPED = "stopped while waiting";

    private final String who;
    private final FetchHttp http;
    private final FetchLimits limits;
    private final RateBudget budget;
    private final RandomGenerator jitter;
    private final Runnable onRetry;

    /**
     * @param who is asked, as reasons name it, for instance {@code the venue}
     * @param jitter draws part of each pause
     * @param onRetry is run before each repetition
     */
    public FetchClient(String who, FetchHttp http, RateBudget budget, RandomGenerator jitter, Runnable onRetry) {
        this.who = who;
        this.http = http;
        this.limits = http.limits();
        this.budget = budget;
        this.jitter = jitter;
        this.onRetry = onRetry;
    }

    /** Turns an answer's bytes into content; an {@link IOException} means they are not readable. */
    public interface Reader<T> {
        T read(byte[] body) throws IOException;
    }

    /** Asks, repetitions and pauses included. */
    public <T> Fetched<T> get(URI uri, Map<String, String> headers, Reader<T> reader) {
        return get(uri, () -> headers, reader);
    }

    /**
     * Asks, repetitions and pauses included.
     *
     * @param headers made anew for each attempt, as a signature with a time has to be
     */
    public <T> Fetched<T> get(URI uri, Supplier<Map<String, String>> headers, Reader<T> reader) {
        for (int retries = 0; ; retries++) {
            var attempt = attempt(uri, headers, reader);
            if (attempt.content() != null) {
                return new Got<>(attempt.content(), retries);
            }
            if (!attempt.mayPass() || retries == limits.retries()) {
                return new Lost<>(attempt.problem(), attempt.body(), retries);
            }
            LOG.debugf("asking %s again: %s", who, attempt.problem());
            onRetry.run();
            if (!rest(pause(retries, attempt.retryAfter()))) {
                return new Lost<>(STOPPED, attempt.body(), retries);
            }
        }
    }

    private record Attempt<T>(
            @Nullable T content,
            String problem,
            String body,
            boolean mayPass,
            @Nullable String retryAfter) {}

    private <T> Attempt<T> attempt(URI uri, Supplier<Map<String, String>> headers, Reader<T> reader) {
        FetchHttp.Reply reply;
        try {
            if (!rest(Duration.ofNanos(budget.reserve(System.nanoTime())))) {
                return new Attempt<>(null, STOPPED, "", false, null);
            }
            reply = http.get(uri, headers.get());
        } catch (FetchHttp.CutOff cut) {
            return new Attempt<>(null, who + " did not answer: " + cut.getMessage(), cut.arrived(), true, null);
        } catch (IOException failure) {
            return new Attempt<>(null, who + " did not answer: " + failure.getMessage(), "", true, null);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Attempt<>(null, STOPPED, "", false, null);
        }
        if (reply.status() != 200) {
            boolean mayPass = reply.status() == 429 || reply.status() >= 500;
            return new Attempt<>(
                    null, who + " answered HTTP " + reply.status(), text(reply), mayPass, reply.retryAfter());
        }
        try {
            return new Attempt<>(reader.read(reply.body()), "", "", false, null);
        } catch (IOException unreadable) {
            return new Attempt<>(null, "the answer is not readable", text(reply), true, null);
        }
    }

    private static String text(FetchHttp.Reply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    /** The pause before the next attempt: doubling, with up to half of it drawn; longer when the other asks for it. */
    private Duration pause(int retries, @Nullable String retryAfter) {
        long base = limits.backOff().toMillis() << Math.min(retries, 16);
        long millis;
        synchronized (jitter) {
            millis = base / 2 + jitter.nextLong(base / 2 + 1);
        }
        if (retryAfter != null && retryAfter.matches("[0-9]{1,6}")) {
            millis = Math.max(millis, Long.parseLong(retryAfter) * 1000);
        }
        return Duration.ofMillis(Math.min(millis, limits.longestBackOff().toMillis()));
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
