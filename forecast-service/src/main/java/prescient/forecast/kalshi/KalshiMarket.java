package prescient.forecast.kalshi;

import prescient.forecast.bucket.Quote;

/**
 * One range of an event.
 *
 * @param subtitle what range it is about, for instance {@code 34° to 35°}
 * @param status for instance {@code active}
 * @param quote what nobody offers is null: 0 and 100 cents are no offers
 * @param result {@code yes} or {@code no} once it is settled, empty before
 */
public record KalshiMarket(String ticker, String subtitle, String status, Quote quote, String result) {}
