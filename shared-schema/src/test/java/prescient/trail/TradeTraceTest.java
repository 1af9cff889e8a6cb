package prescient.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TradeTraceTest {

    private final InMemorySpanExporter sent = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(sent))
            .build();
    private final OpenTelemetrySdk telemetry =
            OpenTelemetrySdk.builder().setTracerProvider(provider).build();

    @BeforeEach
    void begin() {
        Trail.traceTo(new TradeTrace(telemetry));
    }

    @AfterEach
    void end() {
        Trail.traceTo(null);
        telemetry.close();
    }

    @Test
    void allStepsOfATradeAreInOneTraceWhoeverMakesThem() {
        // Given
        var elsewhere = new TradeTrace(telemetry);
        // When
        Trail.of("orderId", "o1").and("tradeId", "t1").tell("order ended");
        elsewhere.step("fill booked", java.util.Map.of("tradeId", "t1", "fillId", "f1"));
        Trail.of("tradeId", "t2").tell("order ended");
        // Then
        var spans = sent.getFinishedSpanItems();
        assertThat(spans).extracting(SpanData::getName).containsExactly("order ended", "fill booked", "order ended");
        var trace = TradeTrace.contextOf("t1").getTraceId();
        assertThat(TraceId.isValid(trace)).isTrue();
        assertThat(spans.subList(0, 2))
                .allSatisfy(span -> assertThat(span.getTraceId()).isEqualTo(trace));
        assertThat(spans.get(2).getTraceId()).isNotEqualTo(trace);
        assertThat(spans.getFirst().getAttributes().get(AttributeKey.stringKey("orderId")))
                .isEqualTo("o1");
    }

    @Test
    void aStepLinksToTheRequestInWhichItHappened() {
        // Given
        var request = telemetry.getTracer("test").spanBuilder("POST /fills").startSpan();
        // When
        try (var _ = request.makeCurrent()) {
            Trail.of("tradeId", "t1").tell("fill booked");
        }
        // Then
        var step = sent.getFinishedSpanItems().getFirst();
        assertThat(step.getLinks()).extracting(LinkData::getSpanContext).containsExactly(request.getSpanContext());
        assertThat(SpanId.isValid(step.getParentSpanId())).isTrue();
    }

    @Test
    void whatNamesNoTradeIsInNoTrace() {
        // When
        Trail.of("signalId", "s1").tell("signal ended");
        // Then
        assertThat(sent.getFinishedSpanItems()).isEmpty();
    }
}
