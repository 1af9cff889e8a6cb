package prescient.forecast.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import prescient.forecast.decision.OrderFailure;
import prescient.forecast.decision.TraderVenue;
import prescient.forecast.kalshi.KalshiForTests;
import prescient.forecast.order.ForecastOrder;
import prescient.forecast.order.ForecastOrder.Status;
import prescient.forecast.outside.Simulated;

/** Which orders are collected. */
class KalshiExchangeTest {

    private static final UUID ID = UUID.nameUUIDFromBytes(new byte[] {1});
    private static final String TICKER = "KXHIGHNY-26FEB03-B34.5";

    private final Simulated world = new Simulated(CycleRig.TUESDAY);
    private final Map<String, String> placed = new HashMap<>();

    @AfterEach
    void endTheWorld() {
        world.close();
    }

    private KalshiExchange exchange(ForecastOrder... known) {
        return new KalshiExchange(KalshiForTests.client(world), BigDecimal.TEN, List.of(known), placed);
    }

    private static ForecastOrder known(String id, String event, Status status) {
        @Nullable String code = status == Status.REFUSED ? "PRICE_MOVED" : null;
        return new ForecastOrder(
                id,
                "c0",
                Instant.EPOCH,
                "paper",
                true,
                LocalDate.of(2026, 2, 3),
                "ny",
                event,
                event + "-T40",
                "?",
                10,
                34,
                null,
                null,
                "",
                "",
                7,
                status,
                code,
                null);
    }

    private static TraderVenue.Order order() {
        return new TraderVenue.Order(ID, TICKER, 10, 34);
    }

    @Test
    void anOrderIsCollectedUnderItsId() {
        // When
        exchange(
                        known("other", "KXHIGHMIA-26FEB03", Status.PENDING),
                        known("before", "KXHIGHNY-26FEB03", Status.REFUSED))
                .place(order());

        // Then
        assertThat(placed).containsExactly(Map.entry(TICKER, "weather-" + ID));
    }

    @ParameterizedTest
    @CsvSource({"PENDING, order_pending_before", "FILLED, order_filled_before"})
    void aCityWhoseDayIsBoughtOrBeingBoughtIsLeftAlone(Status status, String why) {
        assertThatThrownBy(() ->
                        exchange(known("other", "KXHIGHNY-26FEB03", status)).place(order()))
                .isInstanceOf(OrderFailure.class)
                .hasMessage(why);
        assertThat(placed).isEmpty();
    }

    @Test
    void whatWasRefusedIsNotTriedAgain() {
        assertThatThrownBy(() -> exchange(known("weather-" + ID, "KXHIGHNY-26FEB03", Status.REFUSED))
                        .place(order()))
                .isInstanceOf(OrderFailure.class)
                .hasMessage("order_refused_before:PRICE_MOVED");
    }
}
