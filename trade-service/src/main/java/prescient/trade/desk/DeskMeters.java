package prescient.trade.desk;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.function.ToLongFunction;
import prescient.meters.Gauges;
import prescient.trade.desk.FiguresTable.Figures;

/** What of the desk somebody may have to look at, as {@link FiguresJob} last saw it; NaN while that is unknown. */
@ApplicationScoped
class DeskMeters {

    private final Gauges gauges;
    private final FiguresJob job;
    private final DriveDesk drive;
    private final DeskExchange exchange;
    private final InstantSource clock;

    DeskMeters(MeterRegistry registry, FiguresJob job, DriveDesk drive, DeskExchange exchange, InstantSource clock) {
        this.gauges = new Gauges(registry);
        this.job = job;
        this.drive = drive;
        this.exchange = exchange;
        this.clock = clock;
    }

    void register(@Observes StartupEvent event) {
        add("trades", "desk trades that have not ended", Figures::living);
        add("orders.unknown", "orders whose outcome nobody knows", Figures::unknown);
        add("orders.unfilled", "ended orders whose fills have not all come", Figures::unfilled);
        add("messages.waiting", "messages that wait to be handled", Figures::waiting);
        add("messages.set.aside", "messages that were given up and need a person", Figures::setAside);
        add("fills.stray", "fills of orders that no trade has sent", Figures::stray);
        gauges.add(
                "prescient.desk.trades.troubled",
                "trades that could not be driven on when they last were",
                Tags.empty(),
                drive::troubled);
        gauges.add(
                "prescient.desk.venue.silence.seconds",
                "since the venue last gave its fills or settlements",
                Tags.empty(),
                () -> Gauges.age(clock, exchange.answeredAt()));
        gauges.add("prescient.desk.ledger.differences", "what is wrong with the desk's books", Tags.empty(), () -> {
            var books = job.books();
            return books == null ? Double.NaN : books.unbalanced() + books.positions() + books.profits();
        });
    }

    private void add(String name, String description, ToLongFunction<Figures> value) {
        gauges.add("prescient.desk." + name, description, Tags.empty(), () -> {
            var figures = job.figures();
            return figures == null ? Double.NaN : value.applyAsLong(figures);
        });
    }

    void remove(@Observes ShutdownEvent event) {
        gauges.remove();
    }
}
