package prescient.signal.strategy;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import prescient.money.Price;
import prescient.signal.market.Candidate;

/** Candidates for tests. */
final class Markets {

    private Markets() {}

    static Candidate of(String id, @Nullable String yes, @Nullable String no) {
        return new Candidate(
                id,
                "Will it?",
                yes == null ? null : Price.of(yes),
                no == null ? null : Price.of(no),
                new BigDecimal("20000"),
                new BigDecimal("90000"),
                null,
                null,
                null,
                null,
                null);
    }
}
