package prescient.trail;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * The steps of a trade as the spans of one trace. Its id comes from the trade's, so services that meet the trade minutes
 * apart and in batches, from the signal to the ledger, name the same trace without handing anything over, and whoever has
 * a trade's id finds it. Each step links to the request in which it happened.
 */
final class TradeTrace {

    static final String TRADE = "tradeId";

    private static final HexFormat HEX = HexFormat.of();
    private static final int TRACE_BYTES = 16;
    private static final int SPAN_BYTES = 8;

    private final Tracer tracer;

    TradeTrace(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer(Trail.CATEGORY);
    }

    /** Adds a step; one that names no trade belongs to no trace. */
    void step(String name, Map<String, String> fields) {
        var trade = fields.get(TRADE);
        if (trade == null) {
            return;
        }
        var span = tracer.spanBuilder(name)
                .setParent(Context.root().with(Span.wrap(contextOf(trade))))
                .addLink(Span.current().getSpanContext());
        fields.forEach(span::setAttribute);
        span.startSpan().end();
    }

    /** The trace of a trade, with the span all its steps hang on, which nobody sends. */
    static SpanContext contextOf(String tradeId) {
        var hash = hash(tradeId);
        return SpanContext.createFromRemoteParent(
                HEX.formatHex(hash, 0, TRACE_BYTES),
                HEX.formatHex(hash, TRACE_BYTES, TRACE_BYTES + SPAN_BYTES),
                TraceFlags.getSampled(),
                TraceState.getDefault());
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
