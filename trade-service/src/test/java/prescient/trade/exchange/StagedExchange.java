package prescient.trade.exchange;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import prescient.trade.order.Exchange;

/** The paper exchange, which tests can make reject orders for a market or keep silent about them. */
@Alternative
@Priority(1)
@ApplicationScoped
public class StagedExchange implements Exchange {

    private final PaperExchange paper;
    private final Set<String> rejecting = ConcurrentHashMap.newKeySet();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();

    StagedExchange(InstantSource clock) {
        this.paper = new PaperExchange(clock);
    }

    public void reject(String marketId) {
        rejecting.add(marketId);
    }

    public void silence(String marketId) {
        silent.add(marketId);
    }

    public void heal() {
        rejecting.clear();
        silent.clear();
    }

    @Override
    public String environment() {
        return paper.environment();
    }

    @Override
    public Uni<List<Answer>> place(List<Quoted> orders) {
        return paper.place(orders).map(answers -> {
            var staged = new java.util.ArrayList<>(answers);
            for (int i = 0; i < orders.size(); i++) {
                var market = orders.get(i).order().marketId();
                if (rejecting.contains(market)) {
                    staged.set(i, new Rejected("POST_ONLY", "would take"));
                } else if (silent.contains(market)) {
                    staged.set(i, new NoAnswer());
                }
            }
            return staged;
        });
    }
}
