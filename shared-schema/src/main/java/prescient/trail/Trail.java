package prescient.trail;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * One line for each step of a trade, in every service under the same field names: {@code signalId}, {@code orderId},
 * {@code tradeId}, {@code fillId}, {@code cycleId}, {@code status}. The message says what happened; who it happened to
 * is in the fields, which JSON logs carry as {@code mdc}. The lines are at DEBUG on the category {@code
 * prescient.trail}: thousands of trades a second are possible, and whoever wants their lines asks for them. Where traces
 * are on, each line is also a span of its trade's trace.
 */
public final class Trail {

    /** The category of all lines. */
    public static final String CATEGORY = "prescient.trail";

    private static final Logger LOG = Logger.getLogger(CATEGORY);

    private static volatile @Nullable TradeTrace trace;

    private final Map<String, String> fields = new LinkedHashMap<>();

    private Trail() {}

    /** The id of a trade's trace: 32 hex digits that follow from the trade's id. */
    public static String traceId(String tradeId) {
        return TradeTrace.contextOf(tradeId).getTraceId();
    }

    /** True when somebody asked for the lines or for traces; ask before doing work for them. */
    public static boolean isOn() {
        return trace != null || LOG.isDebugEnabled();
    }

    /** From now on each step becomes a span, too; null ends that. */
    static void traceTo(@Nullable TradeTrace spans) {
        trace = spans;
    }

    public static Trail of(String field, @Nullable Object value) {
        return new Trail().and(field, value);
    }

    /** Adds a field; null adds none. */
    public Trail and(String field, @Nullable Object value) {
        if (value != null) {
            fields.put(field, value.toString());
        }
        return this;
    }

    /** Writes the line, and the span where there are traces. What the thread's other lines carry stays as it is. */
    public void tell(String message) {
        var spans = trace;
        if (spans != null) {
            spans.step(message, fields);
        }
        if (LOG.isDebugEnabled()) {
            line(message);
        }
    }

    private void line(String message) {
        var before = new LinkedHashMap<String, @Nullable Object>();
        fields.forEach((field, value) -> before.put(field, MDC.put(field, value)));
        try {
            LOG.debug(message);
        } finally {
            before.forEach((field, value) -> {
                if (value == null) {
                    MDC.remove(field);
                } else {
                    MDC.put(field, value);
                }
            });
        }
    }
}
