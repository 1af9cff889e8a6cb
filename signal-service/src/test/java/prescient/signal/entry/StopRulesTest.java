package prescient.signal.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the wishes of an operator are as rules of the desk. */
class StopRulesTest {

    private static final StopRules PRESENT =
            new StopRules(7, false, new BigDecimal("40"), 3, 60, false, new BigDecimal("0.36"));

    private static StopSettings wanted(String spike, boolean verifies, int seconds) {
        return new StopSettings(true, new BigDecimal(25), 90, true, new BigDecimal(spike), verifies, seconds);
    }

    @Test
    void onlyWhatWasGivenChanges() {
        var rules = PRESENT.with(wanted("50", true, 20), Set.of("current_probability"));

        assertThat(rules).isEqualTo(new StopRules(7, false, new BigDecimal(25), 3, 60, false, new BigDecimal("0.36")));
    }

    @Test
    void b36HundredthsOfAPercentBecomePercentOnce() {
        var rules = PRESENT.with(
                wanted("50", true, 20),
                Set.of(
                        "auto_stop",
                        "min_ttc_seconds",
                        "momentum_spike_enabled",
                        "momentum_spike_threshold",
                        "verification_period_enabled"));

        assertThat(rules.spikeThreshold()).isEqualByComparingTo("0.5");
        assertThat(rules.isSame(new StopRules(8, true, new BigDecimal("40.0"), 20, 90, true, new BigDecimal("0.500"))))
                .isTrue();
        assertThat(rules.isSame(PRESENT)).isFalse();
    }

    @Test
    void aVerificationThatIsOffTakesNoTime() {
        assertThat(PRESENT.with(wanted("36", false, 20), Set.of("verification_period_seconds"))
                        .verificationSeconds())
                .isZero();
    }

    @Test
    void whatTheDeskHasNoRuleForIsRefused() {
        assertThatThrownBy(() -> PRESENT.with(wanted("36", true, 601), Set.of("verification_period_enabled")))
                .hasMessageContaining("verification_period_seconds");
        assertThatThrownBy(() -> PRESENT.with(wanted("1001", true, 60), Set.of("momentum_spike_threshold")))
                .hasMessageContaining("momentum_spike_threshold");
    }
}
