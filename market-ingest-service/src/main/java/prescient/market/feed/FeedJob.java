package prescient.market.feed;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Looks up the feeds every few seconds, so that no health probe waits for the database. */
@ApplicationScoped
class FeedJob {

    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private final FeedStore store;
    private volatile List<Feed> last = List.of();

    FeedJob(FeedStore store) {
        this.store = store;
    }

    /** What was last seen; empty before the first look. Never blocks. */
    List<Feed> last() {
        return last;
    }

    @Scheduled(every = "5s", concurrentExecution = SKIP, identity = "feeds")
    Uni<Void> look() {
        return store.all()
                .ifNoItem()
                .after(DEADLINE)
                .fail()
                .invoke(feeds -> last = feeds)
                .onFailure()
                .recoverWithItem(() -> last)
                .replaceWithVoid();
    }
}
