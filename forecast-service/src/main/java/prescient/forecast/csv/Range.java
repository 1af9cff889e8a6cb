package prescient.forecast.csv;

import java.math.BigDecimal;

/** What a number of a file may be, both ends included. */
public enum Range {
    /** Degrees Fahrenheit. */
    TEMPERATURE("-50", "150"),
    /** Degrees between two temperatures: a spread or an error. */
    DIFFERENCE("0", "200"),
    /** Degrees an hour. */
    TREND("-10000", "10000"),
    /** A probability, confidence or hit rate. */
    SHARE("0", "1"),
    /** The difference of two probabilities. */
    EDGE("-1", "1"),
    /** An expected value in cents a contract. */
    EXPECTED_CENTS("-100", "100"),
    /** Dollars or cents of one row. */
    MONEY("-1000000000", "1000000000");

    private final BigDecimal least;
    private final BigDecimal most;

    Range(String least, String most) {
        this.least = new BigDecimal(least);
        this.most = new BigDecimal(most);
    }

    boolean holds(BigDecimal value) {
        return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    }

    @Override
    public String toString() {
        return "[" + least + ", " + most + "]";
    }
}
