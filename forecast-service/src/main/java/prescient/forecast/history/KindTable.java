package prescient.forecast.history;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Writes to the table of any kind, as {@link HistoryFiles} does to its file. */
@ApplicationScoped
public class KindTable {

    private final Pool pool;
    private final Map<String, HistoryTable<?>> tables = new ConcurrentHashMap<>();

    KindTable(Pool pool) {
        this.pool = pool;
    }

    /** As {@link HistoryTable#store}. */
    public <T> Uni<Integer> store(HistoryKind<T> kind, List<T> records) {
        return of(kind).store(records);
    }

    @SuppressWarnings("unchecked") // a kind's name has one type
    private <T> HistoryTable<T> of(HistoryKind<T> kind) {
        return (HistoryTable<T>) tables.computeIfAbsent(kind.name(), name -> new HistoryTable<>(pool, kind));
    }
}
