package prescient.forecast.outside;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** What asking costs and what comes of it. Any thread. */
@ApplicationScoped
public class SourceMeters {

    private static final String REQUESTS = "prescient.source.requests";
    private static final String RETRIES = "prescient.source.retries";
    private static final String VALUES = "prescient.source.values";
    private static final List<String> OUTCOMES = List.of("answered", "failed");

    private final MeterRegistry registry;

    SourceMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Makes the meters of a source that will be asked. */
    void expect(String source) {
        OUTCOMES.forEach(outcome -> registry.timer(REQUESTS, "source", source, "outcome", outcome));
        registry.counter(RETRIES, "source", source);
    }

    /** Makes the meters of a source that will give values. */
    public void expectValues(String source, List<String> outcomes) {
        outcomes.forEach(outcome -> registry.counter(VALUES, "source", source, "outcome", outcome));
    }

    /** It was asked, repetitions and pauses included. */
    void asked(String source, boolean isAnswered, Duration took) {
        var outcome = OUTCOMES.get(isAnswered ? 0 : 1);
        registry.timer(REQUESTS, "source", source, "outcome", outcome).record(took);
    }

    void retried(String source) {
        registry.counter(RETRIES, "source", source).increment();
    }

    /** What became of a value that was wanted. */
    public void value(String source, String outcome) {
        registry.counter(VALUES, "source", source, "outcome", outcome).increment();
    }
}
