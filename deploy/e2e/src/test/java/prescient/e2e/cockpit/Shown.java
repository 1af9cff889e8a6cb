package prescient.e2e.cockpit;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** How the cockpit must write the API's figures, computed apart from it. */
final class Shown {

    private Shown() {}

    /** 1234.5 as {@code $1,234.50}, with a minus sign, not a hyphen. */
    static String money(JsonNode value) {
        return money(value.decimalValue());
    }

    static String money(BigDecimal value) {
        var sign = value.signum() < 0 ? "−" : "";
        return sign + "$" + grouped("#,##0.00").format(value.abs());
    }

    /** 1234567 as {@code 1,234,567}. */
    static String count(JsonNode value) {
        var sign = value.decimalValue().signum() < 0 ? "−" : "";
        return sign + grouped("#,##0").format(value.decimalValue().abs());
    }

    private static DecimalFormat grouped(String pattern) {
        var format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.US));
        // As browsers round.
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format;
    }
}
