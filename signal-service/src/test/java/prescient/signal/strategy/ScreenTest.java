package prescient.signal.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import prescient.money.Price;
import prescient.signal.market.Candidate;
import prescient.signal.market.ScaledPrice;

/** A strategy's screen chooses what the strategy advises on. */
class ScreenTest {

    private static final long SEED = 7;

    static Stream<Strategy> strategies() {
        return Stream.of(new MostLikelyStrategy(), new MomentumStrategy());
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void choosesWhatTheStrategyAdvisesOn(Strategy strategy) {
        // Given
        var random = new SplittableRandom(SEED);
        Map<String, @Nullable BigDecimal> given =
                strategy.name().equals("momentum") ? Map.of("min_price", new BigDecimal("0.6")) : Map.of();
        var parameters = Parameters.of(strategy.parameters(), given);
        var screen = strategy.screen(parameters).orElseThrow();
        var candidates = new ArrayList<Candidate>();
        for (int i = 0; i < 3_000; i++) {
            var yes = price(random);
            var no = random.nextInt(4) == 0 ? price(random) : BigDecimal.ONE.subtract(yes);
            candidates.add(Markets.of("m" + i, yes.toPlainString(), no.toPlainString()));
        }

        // When
        var chosen = candidates.stream()
                .filter(market -> screen.wants(scaled(market.yesPrice()), scaled(market.noPrice())))
                .map(Candidate::marketId)
                .limit(screen.most())
                .toList();

        // Then
        var advised = strategy.advise(candidates, parameters).stream()
                .map(advice -> advice.candidate().marketId())
                .toList();
        assertThat(chosen).as("seed %d", SEED).isEqualTo(advised).isNotEmpty();
        assertThat(screen.wants(ScaledPrice.NONE, ScaledPrice.NONE)).isFalse();
        assertThat(screen.amount()).isEqualTo(parameters.money(Parameter.TRADE_AMOUNT));
    }

    private static long scaled(@Nullable Price price) {
        return ScaledPrice.of(price);
    }

    /** Cents mostly, else something next to one half. */
    private static BigDecimal price(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> BigDecimal.valueOf(random.nextInt(101), 2);
            case 1 -> new BigDecimal("0.5").add(BigDecimal.valueOf(random.nextInt(-300, 300), 18));
            default -> BigDecimal.valueOf(random.nextLong(1_000_000_000_000_000_001L), 18);
        };
    }
}
