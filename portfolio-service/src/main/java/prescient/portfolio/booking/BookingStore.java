package prescient.portfolio.booking;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import prescient.cutover.Cutover;
import prescient.cutover.CutoverDesk;

/** Where bookings are decided: in the store that is trusted. */
@ApplicationScoped
class BookingStore {

    private final Cutover cutover;
    private final BookingTable table;
    private final BookingFile file;

    BookingStore(CutoverDesk cutovers, BookingTable table, BookingFile file) {
        this.cutover = cutovers.of("portfolio");
        this.table = table;
        this.file = file;
    }

    /** No order may come twice. */
    Uni<List<Reservation.Result>> reserve(List<Reservation> items) {
        return cutover.write("reserve", () -> file.reserve(items), () -> table.reserve(items));
    }

    /** How many of the orders had a reservation that was open. */
    Uni<Integer> release(List<String> orderIds) {
        return cutover.write("release", () -> file.release(orderIds), () -> table.release(orderIds));
    }

    /** No fill, order or trade may come twice. */
    Uni<List<Fill.Result>> fill(List<Fill> items) {
        return cutover.write("fill", () -> file.fill(items), () -> table.fill(items));
    }

    /** No settlement or trade may come twice. */
    Uni<List<Settlement.Result>> settle(List<Settlement> items) {
        return cutover.write("settle", () -> file.settle(items), () -> table.settle(items));
    }
}
