package prescient.forecast.probability;

import jakarta.enterprise.context.ApplicationScoped;

/** Answers questions about strikes from the fingerprints of the symbol. Blocks; safe for many threads. */
@ApplicationScoped
public class ProbabilityDesk {

    private final FingerprintDesk fingerprints;

    ProbabilityDesk(FingerprintDesk fingerprints) {
        this.fingerprints = fingerprints;
    }

    /**
     * 1 the symbol's set, 2 the bucket of the momentum, 3 each strike.
     *
     * @throws prescient.problem.Refused with {@code NO_FINGERPRINTS} when no set answers for the symbol
     */
    public ProbabilityAnswer answer(ProbabilityRequest question) {
        var set = fingerprints.current(question.symbol());
        var score = question.momentumScore();
        var chosen = set.choose(MomentumBucket.of(score == null ? null : score.doubleValue()));
        return new ProbabilityAnswer(
                question.symbol(),
                set.name(),
                chosen.bucket(),
                Probabilities.of(chosen.fingerprint(), question.price(), question.ttcSeconds(), question.strikes()));
    }
}
