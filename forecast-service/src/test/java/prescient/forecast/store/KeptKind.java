package prescient.forecast.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.awaitility.Awaitility;
import prescient.forecast.history.HistoryKind;
import prescient.forecast.history.HistoryTable;

/** Records of one kind that a test keeps one after the other, and what of them is in each store. */
final class KeptKind<T> {

    private final HistoryKind<T> kind;
    private final IntFunction<T> nth;
    private final Function<List<T>, Uni<Integer>> store;
    private final List<T> kept = new ArrayList<>();

    /** @param nth records with different keys, in the order in which a table without places has them */
    KeptKind(HistoryKind<T> kind, IntFunction<T> nth, Function<List<T>, Uni<Integer>> store) {
        this.kind = kind;
        this.nth = nth;
        this.store = store;
    }

    /** Keeps one more, twice, and again as long as it is refused. */
    void keepOne() {
        var next = List.of(nth.apply(kept.size()));
        for (int i = 0; i < 2; i++) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollDelay(Duration.ZERO)
                    .ignoreExceptions()
                    .until(() -> store.apply(next).await().indefinitely() >= 0);
        }
        kept.addAll(next);
    }

    /** Keeps one more, twice; answers how often something was written. */
    int written() {
        var next = List.of(nth.apply(kept.size()));
        int written = store.apply(next).await().indefinitely()
                + store.apply(next).await().indefinitely();
        kept.addAll(next);
        return written;
    }

    String name() {
        return kind.name();
    }

    List<T> kept() {
        return kept;
    }

    /** All that was kept, as a file has it. */
    String text() {
        return kind.layout().text(kept);
    }

    /** The file as it is; an absent one is as one without rows. */
    String inFile(Path folder) {
        var file = folder.resolve(kind.file());
        try {
            return Files.exists(file) ? Files.readString(file) : kind.layout().text(List.of());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The table, as a file would have it. */
    String inTable(Pool pool) {
        var rows = new HistoryTable<>(pool, kind).find("ORDER BY " + kind.order());
        return kind.layout().text(rows.await().indefinitely());
    }
}
