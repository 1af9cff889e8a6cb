package prescient.trade.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SocketMessagesTest {

    private final SocketMessages messages = new SocketMessages();

    private static String fill(int sid, int seq) {
        return "{\"type\":\"fill\",\"sid\":" + sid + ",\"seq\":" + seq + ",\"msg\":{\"trade_id\":\"t\"}}";
    }

    @Test
    void aMessageSaysWhichListsToLookAtAndNoOthers() {
        assertThat(messages.read(fill(1, 1)).parts())
                .containsExactlyInAnyOrder(Part.FILLS, Part.ORDERS, Part.POSITIONS, Part.BALANCE);
        assertThat(messages.read("{\"type\":\"user_order\",\"sid\":2,\"msg\":{\"order_id\":\"o\"}}")
                        .parts())
                .containsExactlyInAnyOrder(Part.ORDERS, Part.BALANCE);
        assertThat(messages.read("{\"type\":\"market_position\",\"sid\":3,\"msg\":{\"market_ticker\":\"K\","
                                + "\"position\":20,\"position_cost\":188000}}")
                        .parts())
                .containsExactlyInAnyOrder(Part.POSITIONS, Part.BALANCE);
        assertThat(messages.read("{\"type\":\"market_position\",\"sid\":3,\"msg\":{\"market_ticker\":\"K\","
                                + "\"position_fp\":\"0.00\"}}")
                        .parts())
                .contains(Part.SETTLEMENTS);
        assertThat(messages.read("{\"type\":\"subscribed\",\"id\":1,\"msg\":{\"channel\":\"fill\",\"sid\":1}}")
                        .parts())
                .isEmpty();
        assertThat(messages.read("{\"id\":2,\"type\":\"ok\",\"subscriptions\":[]}")
                        .parts())
                .isEmpty();
    }

    @Test
    void aMissingNumberMeansToLookAtEverything() {
        // Given
        messages.read(fill(1, 1));
        messages.read(fill(2, 7));

        // When
        var next = messages.read(fill(1, 2));
        var gap = messages.read(fill(1, 4));
        var other = messages.read(fill(2, 8));

        // Then
        assertThat(next.isGap()).isFalse();
        assertThat(gap.isGap()).isTrue();
        assertThat(gap.parts()).containsExactlyInAnyOrder(Part.values());
        assertThat(other.isGap()).isFalse();
    }

    @Test
    void aNumberThatComesAgainMeansNothing() {
        // Given
        messages.read(fill(1, 5));

        // When
        var again = messages.read(fill(1, 5));
        var older = messages.read(fill(1, 3));

        // Then
        assertThat(again.parts()).isEmpty();
        assertThat(older.parts()).isEmpty();
    }

    @Test
    void whatNobodyUnderstandsMeansToLookAtEverything() {
        assertThat(messages.read("{half").parts()).hasSize(Part.values().length);
        assertThat(messages.read("{\"type\":\"error\",\"msg\":{\"code\":25}}").parts())
                .hasSize(Part.values().length);
        assertThat(messages.read("{\"type\":\"market_position\",\"sid\":3,\"msg\":{}}")
                        .parts())
                .hasSize(Part.values().length);
    }
}
