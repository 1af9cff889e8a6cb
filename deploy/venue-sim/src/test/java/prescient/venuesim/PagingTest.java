package prescient.venuesim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The venue's routes and the habits of its paging. */
class PagingTest {

    private final SimUser venue = SimUser.of(new TestClock().small(620, 900));

    @AfterEach
    void stop() {
        venue.close();
    }

    @Test
    void eventsPageByOffsetAsABareArray() throws Exception {
        // When
        var first = venue.json("/events?limit=10&offset=0");
        var second = venue.json("/events?limit=10&offset=10");
        var beyond = venue.json("/events?limit=10&offset=5000");

        // Then
        assertThat(first.isArray()).isTrue();
        assertThat(SimUser.ids(first)).hasSize(10).doesNotContainAnyElementsOf(SimUser.ids(second));
        assertThat(SimUser.ids(venue.json("/events?limit=20")))
                .startsWith(SimUser.ids(first).toArray(String[]::new))
                .endsWith(SimUser.ids(second).toArray(String[]::new));
        assertThat(beyond).isEmpty();
    }

    @Test
    void listsGiveTwentyByDefaultAndAtMostFiveHundred() throws Exception {
        assertThat(venue.json("/events")).hasSize(20);
        assertThat(venue.json("/markets")).hasSize(20);
        assertThat(venue.json("/events?limit=100000")).hasSize(500);
    }

    @Test
    void closedIsUnderstoodAsPythonWritesIt() throws Exception {
        // When
        var open = venue.json("/events?limit=500&closed=False");
        var closed = venue.json("/events?limit=500&closed=true");

        // Then
        assertThat(open).isNotEmpty().allMatch(event -> !event.get("closed").asBoolean());
        assertThat(closed).isNotEmpty().allMatch(event -> event.get("closed").asBoolean());
        assertThat(venue.json("/events?limit=500&closed=false")).isEqualTo(open);
        assertThat(venue.get("/events?closed=maybe").statusCode()).isEqualTo(422);
    }

    @Test
    void listRoutesSayThatTheyAreDeprecated() throws Exception {
        // When
        var headers = venue.get("/markets").headers();

        // Then
        assertThat(headers.firstValue("deprecation")).hasValue("true");
        assertThat(headers.firstValue("warning")).hasValue("299 - \"use /markets/keyset\"");
    }

    @Test
    void keysetClampsTheLimitToAHundredWithoutSayingSo() throws Exception {
        // When
        var page = venue.json("/events/keyset?limit=500");

        // Then
        assertThat(page.get("events")).hasSize(100);
        assertThat(page.get("next_cursor").isTextual()).isTrue();
        assertThat(venue.json("/markets/keyset").get("markets")).hasSize(20);
    }

    @Test
    void keysetVisitsEveryItemOnceAndTheLastPageHasNoCursor() throws Exception {
        // When
        var events = venue.keysetPages("/events/keyset?limit=100");
        var markets = venue.all("/markets/keyset?limit=100");

        // Then
        assertThat(events).hasSize(7);
        assertThat(events.getLast().get("events")).hasSize(20);
        assertThat(events.getLast().has("next_cursor")).isFalse();
        var ids = new HashSet<String>();
        events.forEach(page -> ids.addAll(SimUser.ids(page.get("events"))));
        assertThat(ids).hasSize(620);
        assertThat(markets).hasSize(900);
    }

    @Test
    void keysetIgnoresCursorAndRefusesOffsetAndForeignCursors() throws Exception {
        // Given
        var first = venue.json("/events/keyset?limit=5");

        // When
        var wrongName = venue.json(
                "/events/keyset?limit=5&cursor=" + first.get("next_cursor").asText());

        // Then
        assertThat(wrongName).isEqualTo(first);
        assertThat(venue.get("/events/keyset?offset=5").statusCode()).isEqualTo(422);
        assertThat(venue.get("/events/keyset?after_cursor=xyz").statusCode()).isEqualTo(422);
    }

    @Test
    void keysetKeepsItsPlaceWhenItemsCloseBetweenPages() throws Exception {
        // Given
        var before = venue.json("/events/keyset?limit=50&closed=false");
        var expected = venue.json("/events/keyset?limit=50&closed=false&after_cursor="
                + before.get("next_cursor").asText());

        // When
        venue.json("/events")
                .forEach(event -> event.get("markets")
                        .forEach(market -> close(market.path("id").asText())));
        var after = venue.json("/events/keyset?limit=50&closed=false&after_cursor="
                + before.get("next_cursor").asText());

        // Then
        assertThat(SimUser.ids(after.get("events"))).isEqualTo(SimUser.ids(expected.get("events")));
    }

    private void close(String market) {
        try {
            venue.post("/sim/markets/" + market, "{\"closed\":true}");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void marketsAreFoundByRepeatedIdsAndUnknownOnesAreMissing() throws Exception {
        // When
        var found = venue.json("/markets?id=500003&id=987654321&id=500001");

        // Then
        assertThat(SimUser.ids(found)).isEqualTo(List.of("500003", "500001"));
        assertThat(SimUser.ids(venue.json("/events?id=20003"))).isEqualTo(List.of("20003"));
    }

    @Test
    void moreThanTwentyIdsAreAllAnsweredUnlessALimitIsGiven() throws Exception {
        // Given
        var ids = SimUser.ids(venue.json("/markets?limit=30")).stream()
                .filter(id -> !id.isEmpty())
                .map(id -> "id=" + id)
                .toList();

        // Then
        assertThat(venue.json("/markets?" + String.join("&", ids))).hasSize(ids.size());
        assertThat(venue.json("/markets?limit=5&" + String.join("&", ids))).hasSize(5);
    }

    @Test
    void anIdFilterTheVenueDoesNotRecogniseGivesTheDefaultFirstPage() throws Exception {
        // Given
        var firstMarkets = venue.json("/markets");
        var firstEvents = venue.json("/events");

        // Then
        assertThat(venue.json("/markets?id=987654321&id=abc")).hasSize(20).isEqualTo(firstMarkets);
        assertThat(venue.json("/markets?id%5B%5D=500003")).isEqualTo(firstMarkets);
        assertThat(venue.json("/events?id%5B%5D=20003")).isEqualTo(firstEvents);
        assertThat(venue.json("/events?id=987654321")).isEqualTo(firstEvents);
    }

    @Test
    void oneMarketIsFoundByItsPathOrIsNotFound() throws Exception {
        assertThat(venue.json("/markets/500003").get("id").asText()).isEqualTo("500003");
        assertThat(venue.json("/events/20003").get("id").asText()).isEqualTo("20003");
        assertThat(venue.get("/markets/987654321").statusCode()).isEqualTo(404);
        assertThat(venue.get("/nothing").statusCode()).isEqualTo(404);
        assertThat(venue.send("POST", "/markets", "{}").statusCode()).isEqualTo(405);
    }

    @Test
    void badNumbersAreRefused() throws Exception {
        for (var limit : List.of("0", "-1", "abc", "1e3", "99999999999")) {
            assertThat(venue.get("/events?limit=" + limit).statusCode())
                    .as(limit)
                    .isEqualTo(422);
        }
        assertThat(venue.get("/events?offset=-1").statusCode()).isEqualTo(422);
    }
}
