package prescient.market.testing;

/** Events and markets as the venue sends them. */
public final class Gamma {

    private Gamma() {}

    /** An event with these markets. */
    public static String event(String id, String... markets) {
        return """
                {"id":"%s","title":"Event %s","slug":"e-%s","endDate":"2027-01-01T12:00:00Z","liquidity":20000.5,
                "volume":90000,"volume24hr":5,"active":true,"closed":false,"markets":[%s],"unknown":{"kept":[1]}}""".formatted(id, id, id, String.join(",", markets));
    }

    /** A market. */
    public static String market(String id, String yes, String no, boolean closed) {
        return """
                {"id":"%s","question":"Question %s?","conditionId":"0x%s","endDate":"2027-01-01T12:00:00Z",
                "liquidity":"20000.25","volume":"90000","volume24hr":12.5,"outcomes":"[\\"Yes\\", \\"No\\"]",
                "outcomePrices":"[\\"%s\\", \\"%s\\"]","active":true,"closed":%s,"acceptingOrders":%s}""".formatted(id, id, id, yes, no, closed, !closed);
    }
}
