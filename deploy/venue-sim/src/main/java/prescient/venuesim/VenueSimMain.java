package prescient.venuesim;

import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;

/** Runs a simulated venue until the process is stopped. Ends with 2 for wrong options and 1 when it cannot start. */
public final class VenueSimMain {

    private VenueSimMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Arguments.USAGE);
            return;
        }
        try (var venue = VenueSim.start(Arguments.parse(List.of(arguments), InstantSource.system()))) {
            System.out.println("Simulated venue on " + venue.url() + ", status at " + venue.url() + "/sim/status");
            Thread.currentThread().join();
        } catch (UnusableTape | UncheckedIOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(Arguments.USAGE);
            System.exit(2);
        }
    }
}
