package prescient.portfolio.books;

import io.smallrye.mutiny.Uni;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import prescient.cutover.Cutover;

/**
 * Reads of one portfolio. The legacy files know portfolio {@value Books#PORTFOLIO} only: of another one they would say
 * that it does not exist, which only a store that is trusted may say.
 */
public final class BooksStore {

    private BooksStore() {}

    /**
     * As {@link Cutover#read}, without a fallback to the files for a portfolio that they cannot know.
     *
     * @param portfolioId null for whatever there is
     */
    public static <T> Uni<T> read(
            Cutover cutover,
            String operation,
            @Nullable Integer portfolioId,
            Supplier<T> file,
            Supplier<Uni<T>> database,
            Function<? super T, ?> comparable) {
        return portfolioId == null || portfolioId == Books.PORTFOLIO
                ? cutover.read(operation, file, database, comparable)
                : cutover.decide(operation, file, database);
    }
}
