package prescient.venuesim;

import java.math.BigInteger;
import java.util.HexFormat;

/** The part of a market's JSON that never changes. */
final class MarketHead {

    private static final HexFormat HEX = HexFormat.of();

    private MarketHead() {}

    static String of(EventPlan event, int place, MarketPlan plan) {
        var json = new StringBuilder(640).append('{');
        var question = event.question(place);
        if (plan.flaw() != Flaw.NO_ID) {
            field(json, "id", plan.id());
        }
        if (plan.flaw() != Flaw.NO_QUESTION) {
            field(json, "question", question);
        }
        field(json, "conditionId", hash(plan.noise(), 0));
        field(json, "slug", Phrases.slug(question));
        field(json, "startDate", plan.start().toString());
        field(json, "endDate", plan.end().toString());
        field(json, "createdAt", plan.start().toString());
        if (event.shape() != EventPlan.Shape.SINGLE) {
            boolean oneWinner = event.shape() == EventPlan.Shape.ONE_WINNER;
            field(json, "groupItemTitle", oneWinner ? Phrases.contender(place) : Phrases.day(plan.end()));
        }
        boolean three = plan.flaw() == Flaw.THREE_OUTCOMES;
        field(json, "outcomes", three ? "[\\\"A\\\", \\\"B\\\", \\\"C\\\"]" : "[\\\"Yes\\\", \\\"No\\\"]");
        field(json, "clobTokenIds", "[\\\"" + token(plan.noise(), 0) + "\\\", \\\"" + token(plan.noise(), 1) + "\\\"]");
        json.append("\"orderPriceMinTickSize\":").append(plan.scale() == 2 ? "0.01" : "0.001");
        json.append(",\"orderMinSize\":5,\"enableOrderBook\":true,\"restricted\":true,\"negRisk\":");
        return json.append(event.shape() == EventPlan.Shape.ONE_WINNER)
                .append(',')
                .toString();
    }

    static void field(StringBuilder json, String name, String text) {
        json.append('"').append(name).append("\":\"").append(text).append("\",");
    }

    /** A 32-byte hash as the venue writes its conditions. */
    static String hash(Noise noise, long which) {
        var text = new StringBuilder("0x");
        for (int part = 0; part < 4; part++) {
            text.append(HEX.toHexDigits(noise.bits(Trait.HASH, which * 4 + part)));
        }
        return text.toString();
    }

    /** The token of an outcome: a 256-bit number in decimal. */
    private static String token(Noise noise, long which) {
        return new BigInteger(hash(noise, 1 + which).substring(2), 16).toString();
    }
}
