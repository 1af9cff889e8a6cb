package prescient.forecast.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TradeClientTest {

    /** Takes as many markets as trade-service does. */
    private static final class Trade implements TradeHttp {

        private final List<Integer> asked = new ArrayList<>();

        @Override
        public Uni<Results> place(Orders request) {
            throw new UnsupportedOperationException("nothing is placed");
        }

        @Override
        public Uni<Settled> settle(Markets request) {
            asked.add(request.marketIds().size());
            assertThat(request.marketIds()).hasSizeLessThanOrEqualTo(1000);
            return Uni.createFrom().item(new Settled(request.marketIds().size()));
        }
    }

    @Test
    void moreMarketsThanOneRequestTakesAreSettledInParts() {
        // Given
        var trade = new Trade();
        var markets = IntStream.range(0, 2001).mapToObj(number -> "m-" + number).toList();

        // When
        int settled = new TradeClient(trade).settle(markets);

        // Then
        assertThat(settled).isEqualTo(2001);
        assertThat(trade.asked).containsExactly(1000, 1000, 1);
    }
}
