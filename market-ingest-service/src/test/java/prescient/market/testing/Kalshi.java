package prescient.market.testing;

/** Markets as Kalshi sends them. */
public final class Kalshi {

    private Kalshi() {}

    /** An answer of the venue. */
    public static String markets(String... markets) {
        return "{\"cursor\":\"\",\"markets\":[%s]}".formatted(String.join(",", markets));
    }

    /** An open market with the asks for both outcomes in cents, from when the venue still sent such. */
    public static String open(String ticker, int yesAskCents, int yesBidCents) {
        return market(
                ticker,
                "active",
                "",
                "\"yes_bid\":%d,\"yes_ask\":%d,\"no_bid\":%d,\"no_ask\":%d"
                        .formatted(yesBidCents, yesAskCents, 100 - yesAskCents, 100 - yesBidCents));
    }

    /** Any market. */
    public static String market(String ticker, String status, String result, String prices) {
        return """
                {"ticker":"%s","event_ticker":"%s","title":"Highest temperature?","yes_sub_title":"34° to 35°",
                "close_time":"2026-02-04T04:59:00Z","status":"%s","result":"%s",%s}""".formatted(ticker, ticker.substring(0, ticker.lastIndexOf('-')), status, result, prices);
    }
}
