package prescient.forecast.store;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import prescient.forecast.ServiceTest;

/** The read helpers over the tables. */
@QuarkusTest
class HelperTableTest extends ServiceTest implements HelperContract {

    @Inject
    HelperTable table;

    @Inject
    ForecastStore store;

    @Override
    public HelperReads helpers() {
        return table;
    }

    @Override
    public void keep(SomeRecords records) {
        for (var write : List.<Uni<Integer>>of(
                store.trades(records.trades),
                store.metrics(records.metrics),
                store.snapshots(records.snapshots),
                store.grades(records.grades),
                store.predictions(records.predictions),
                store.evaluations(records.evaluations))) {
            write.await().indefinitely();
        }
    }
}
