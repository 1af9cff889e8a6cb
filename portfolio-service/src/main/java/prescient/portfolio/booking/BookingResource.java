package prescient.portfolio.booking;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import prescient.auth.Roles;
import prescient.portfolio.Input;

/**
 * Moves money. Every write is repeatable by the caller's ids; an item that a rule refuses is a result, not an error,
 * and leaves the others alone.
 */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class BookingResource {

    private final BookingDesk desk;

    BookingResource(BookingDesk desk) {
        this.desk = desk;
    }

    /** Reserves cash for orders, in the request's order; what cash does not cover is refused and the next one tried. */
    @RolesAllowed(Roles.SERVICE)
    @POST
    @Path("reservations")
    public Uni<Results<Reservation.Result>> reserve(Reservation.@Nullable Batch batch) {
        return desk.reserve(Input.body(batch).reservations()).map(Results::new);
    }

    /** Gives reserved cash back; unknown, spent and released orders are left as they are. */
    @RolesAllowed(Roles.SERVICE)
    @POST
    @Path("reservations/release")
    public Uni<Reservation.Released> release(Reservation.@Nullable Release release) {
        return desk.release(Input.body(release).orderIds()).map(Reservation.Released::new);
    }

    /** Books fills: cash, fee and position in one balanced ledger transaction each. */
    @RolesAllowed(Roles.SERVICE)
    @POST
    @Path("fills")
    public Uni<Results<Fill.Result>> fill(Fill.@Nullable Batch batch) {
        return desk.fill(Input.body(batch).fills()).map(Results::new);
    }

    /** Pays resolved positions out. */
    @RolesAllowed(Roles.SERVICE)
    @POST
    @Path("settlements")
    public Uni<Results<Settlement.Result>> settle(Settlement.@Nullable Batch batch) {
        return desk.settle(Input.body(batch).settlements()).map(Results::new);
    }
}
