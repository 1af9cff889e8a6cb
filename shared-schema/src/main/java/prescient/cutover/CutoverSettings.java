package prescient.cutover;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the two groups of settings together; other settings of the suite have the same beginning. */
@ApplicationScoped
class CutoverSettings {

    /** Both groups. */
    record Both(CutoverConfig.Legacy legacy, CutoverConfig.Cutover cutover) implements CutoverConfig {}

    @Produces
    @Singleton
    CutoverConfig both(CutoverConfig.Legacy legacy, CutoverConfig.Cutover cutover) {
        return new Both(legacy, cutover);
    }
}
