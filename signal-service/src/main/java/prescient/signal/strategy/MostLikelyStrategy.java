package prescient.signal.strategy;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import prescient.signal.market.Candidate;

/** Buys the more likely side of every market in which one side costs more than 0.50. */
@ApplicationScoped
public class MostLikelyStrategy implements Strategy {

    @Override
    public String name() {
        return "most-likely";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String description() {
        return ">50% buy strategy - bet on the most likely outcome";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(Parameter.TRADE_AMOUNT);
    }

    @Override
    public List<Advice> advise(List<Candidate> candidates, Parameters parameters) {
        var amount = parameters.money(Parameter.TRADE_AMOUNT);
        return candidates.stream()
                .map(Favourite::of)
                .flatMap(Optional::stream)
                .map(favourite -> favourite.advice("", amount))
                .toList();
    }

    @Override
    public Optional<Screen> screen(Parameters parameters) {
        return Optional.of(FavouriteScreen.of(0, Integer.MAX_VALUE, parameters.money(Parameter.TRADE_AMOUNT)));
    }
}
