package prescient.trade.desk;

import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The fake venue for the running service, under a name that no other venue has. */
@Singleton
class PaperVenue extends FakeVenue {

    static final String ENVIRONMENT = "paper";

    PaperVenue(InstantSource clock) {
        super(clock);
    }

    @Override
    public String environment() {
        return ENVIRONMENT;
    }
}
