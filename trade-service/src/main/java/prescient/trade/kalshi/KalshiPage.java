package prescient.trade.kalshi;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param defects rows that could not be read, each whole
 * @param cursor of the next page; null on the last one
 */
public record KalshiPage<T>(
        List<T> items, List<Defect> defects, @Nullable String cursor) {

    /** A row that says nothing usable, and why. */
    @RegisterForReflection
    public record Defect(String reason, String payload) {}
}
