package prescient.market.testing;

import jakarta.enterprise.context.ApplicationScoped;
import prescient.market.live.FeedHealth;
import prescient.market.live.LiveFeed;

/** A feed that stands as the test says; not configured until then. */
@ApplicationScoped
public class StagedFeed implements LiveFeed {

    /** Its name. */
    public static final String NAME = "staged";

    private volatile FeedHealth health = FeedHealth.off(NAME);

    @Override
    public FeedHealth health() {
        return health;
    }

    public void stand(FeedHealth newHealth) {
        health = newHealth;
    }
}
