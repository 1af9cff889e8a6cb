package prescient.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import prescient.trail.Trail;

/** Switches the trail of trades on for each test and keeps its lines. Register it with {@code @RegisterExtension}. */
public final class TrailRecorder implements BeforeEachCallback, AfterEachCallback {

    private static final Logger CATEGORY = Logger.getLogger(Trail.CATEGORY);

    private final List<ExtLogRecord> records = Collections.synchronizedList(new ArrayList<>());
    private final List<Map<String, String>> lines = Collections.synchronizedList(new ArrayList<>());
    private final Handler handler = new Recorder();

    /** The lines so far: the fields, and the message as {@code message}. */
    public List<Map<String, String>> lines() {
        return List.copyOf(lines);
    }

    /** The lines so far as a formatter gets them. */
    public List<ExtLogRecord> records() {
        return List.copyOf(records);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        lines.clear();
        records.clear();
        CATEGORY.setLevel(Level.ALL);
        CATEGORY.addHandler(handler);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        CATEGORY.removeHandler(handler);
        CATEGORY.setLevel(Level.INFO);
    }

    private final class Recorder extends Handler {
        @Override
        public void publish(LogRecord line) {
            var record = ExtLogRecord.wrap(line);
            record.copyMdc();
            var fields = new LinkedHashMap<>(record.getMdcCopy());
            fields.put("message", line.getMessage());
            records.add(record);
            lines.add(fields);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
