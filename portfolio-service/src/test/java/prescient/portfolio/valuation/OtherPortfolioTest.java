package prescient.portfolio.valuation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import prescient.portfolio.FileMode;
import prescient.problem.Refused;

/** The mode may change between the question for markets and the valuation. */
@QuarkusTest
@WithTestResource(FileMode.class)
class OtherPortfolioTest {

    @Inject
    @SuppressWarnings("NullAway.Init")
    ValuationFile file;

    @Test
    void aValuationOfAnotherPortfolioIsNoneOfPortfolioOne() {
        assertThatThrownBy(() -> file.value(2, List.of()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("portfolio 2");
    }
}
