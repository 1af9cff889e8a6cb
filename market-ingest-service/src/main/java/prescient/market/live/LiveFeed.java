package prescient.market.live;

/** A feed that listens. */
public interface LiveFeed {

    /** How it stands. Never blocks; any thread. */
    FeedHealth health();
}
