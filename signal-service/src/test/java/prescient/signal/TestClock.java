package prescient.signal;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The service's clock in tests: it stands still until a test moves it. */
@Alternative
@Priority(1)
@Singleton
public class TestClock implements InstantSource {

    public static final Instant START = Instant.parse("2025-10-15T16:10:00.127566Z");

    private volatile Instant now = START;

    @Override
    public Instant instant() {
        return now;
    }

    public void reset() {
        now = START;
    }

    public void advance(Duration by) {
        now = now.plus(by);
    }
}
