package prescient.market.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GammaParserTest {

    private final GammaParser parser = new GammaParser();

    @Test
    void payloadsAreKeptAsSentAndTheEventWithoutItsMarkets() throws IOException {
        // Given
        var market =
                "{ \"id\": \"7\", \"volumeNum\": 23286094.86258900000000000001, \"outcomePrices\": \"[\\\"0.5\\\"]\" }";
        var answer = "{\"events\": [{\"id\":\"1\", \"title\":\"É \\u0000\", \"markets\":[%s], \"liquidity\":1.50}], "
                        .formatted(market)
                + "\"next_cursor\":\"abc\"}";

        // When
        var page = parser.events(answer.getBytes(StandardCharsets.UTF_8), "page 1");

        // Then
        var event = page.events().getFirst();
        assertThat(page.nextCursor()).isEqualTo("abc");
        assertThat(event.payload()).isEqualTo("{\"id\":\"1\", \"title\":\"É \\ufffd\",  \"liquidity\":1.50}");
        assertThat(event.title()).isEqualTo("É \ufffd");
        assertThat(event.figures().letters()).isEqualTo("vmm");
        assertThat(event.markets().getFirst().payload()).isEqualTo(market);
        assertThat(event.markets().getFirst().event()).isEqualTo(new VenueMarket.Parent("1", "É \ufffd", null));
    }

    @Test
    void marketsAtTheEndOfAnEventLeaveNoComma() throws IOException {
        // When
        var page = parser.events(
                "[{\"id\":1,\"markets\":[]}, {\"markets\":[],\"id\":2}, {\"id\":3,\"markets\":null}]"
                        .getBytes(StandardCharsets.UTF_8),
                "page 1");

        // Then
        assertThat(page.events())
                .extracting(VenueEvent::payload)
                .containsExactly("{\"id\":1}", "{\"id\":2}", "{\"id\":3}");
    }

    @Test
    void whatHasNoIdIsADefectWithItsPlaceAndPayload() throws IOException {
        // When
        var page = parser.events(
                "[17, {\"title\":\"t\"}, {\"id\":\"2\",\"markets\":[{\"question\":\"q\"},{\"id\":\"9\"}]}]"
                        .getBytes(StandardCharsets.UTF_8),
                "page 1");

        // Then
        assertThat(page.events()).hasSize(1);
        assertThat(page.elements()).isEqualTo(3);
        assertThat(page.defects())
                .containsExactly(
                        new Defect("page 1, event 1", "the event is no object", "17", true),
                        new Defect("page 1, event 2", "the event has no id", "{\"title\":\"t\"}", true),
                        new Defect("page 1, event 3, market 1", "the market has no id", "{\"question\":\"q\"}", false));
        assertThat(page.events().getFirst().markets())
                .extracting(VenueMarket::question)
                .containsExactly("Unknown Question");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "[{\"id\":\"1\"}",
                "[{\"id\":\"1\"}] x",
                "[{\"id\":NaN}]",
                "{\"events\":{}}",
                "<html>",
                "{\"events\":[{\"id\":\"1\",\"markets\":[{\"id\":\"2\"}]"
            })
    void whatIsNoWholeListIsUnreadable(String answer) {
        assertThatThrownBy(() -> parser.events(answer.getBytes(StandardCharsets.UTF_8), "page 1"))
                .isInstanceOf(IOException.class);
    }
}
