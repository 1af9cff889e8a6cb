package prescient.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import prescient.database.PoolTimerFilter;

/**
 * Fails a test that logged a warning or an error nobody expected. Register it with {@code @RegisterExtension}; a test
 * that provokes one says so with {@link #expect}.
 */
public final class StrictLog implements BeforeEachCallback, AfterEachCallback {

    /** What no log shows, because it says nothing, is no failure either. */
    private static final Filter NOISE = new PoolTimerFilter();

    /** Less than ten seconds: a machine that is busy elsewhere gives no thread its time. */
    private static final Pattern STARVED = Pattern.compile("has been blocked for \\d{1,4} ms");

    static {
        // On a busy machine things take their time. Every test with a log has this extension, so it is said here.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    private final List<String> expected = new ArrayList<>();
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final Handler handler = new Recorder();

    /** Lines of this test that hold {@code part} are no failure. */
    public void expect(String part) {
        expected.add(part);
    }

    /** The warnings and errors so far, as {@code LEVEL logger message}. */
    public List<String> lines() {
        return List.copyOf(seen);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        expected.clear();
        seen.clear();
        Logger.getLogger("").addHandler(handler);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Logger.getLogger("").removeHandler(handler);
        var unexpected = lines().stream()
                .filter(line -> expected.stream().noneMatch(line::contains))
                .toList();
        if (!unexpected.isEmpty()) {
            throw new AssertionError("unexpected log lines: " + unexpected);
        }
    }

    private final class Recorder extends Handler {
        @Override
        public void publish(LogRecord line) {
            boolean counts = line.getLevel().intValue() >= Level.WARNING.intValue() && NOISE.isLoggable(line);
            if (counts && !STARVED.matcher(String.valueOf(line.getMessage())).find()) {
                var thrown = line.getThrown() == null ? "" : " " + line.getThrown();
                seen.add(line.getLevel() + " " + line.getLoggerName() + " " + line.getMessage() + thrown);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
