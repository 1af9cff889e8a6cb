package prescient.forecast.quality;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * How far a source was off in a city.
 *
 * @param lead null for the grades as they are stored, which do not say when the forecast was made
 * @param doubted grades that are known to be wrong, which are left out
 */
record SourceErrors(String city, String source, @Nullable Lead lead, long doubted, ErrorSums errors) {

    /** By city and source, letter by letter, and lead. */
    static final Comparator<SourceErrors> ORDER = Comparator.comparing(SourceErrors::city)
            .thenComparing(SourceErrors::source)
            .thenComparing(SourceErrors::lead, Comparator.nullsFirst(Comparator.naturalOrder()));

    SourceErrors plus(SourceErrors other) {
        return new SourceErrors(city, source, lead, doubted + other.doubted, errors.plus(other.errors));
    }
}
