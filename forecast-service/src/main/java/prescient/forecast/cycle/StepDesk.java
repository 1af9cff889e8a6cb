package prescient.forecast.cycle;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a forecast cycle, in order. All records of a cycle have its start in their keys, so a step that was cut
 * short is simply run again.
 */
@ApplicationScoped
class StepDesk {

    private final List<Definition> all;

    StepDesk(PulseDesk pulse, DecideDesk decide, ReviewDesk review) {
        this.all = List.of(
                new Definition("pulse", List.of(), pulse::ask),
                new Definition("prediction", List.of("pulse"), pulse::predict),
                new Definition("decision", List.of("prediction"), decide::decide),
                new Definition("order", List.of("decision"), decide::order),
                new Definition("settlement", List.of(), review::settle),
                new Definition("metrics", List.of("settlement"), review::measure),
                new Definition("calibration", List.of("settlement"), review::calibrate));
    }

    /**
     * A step.
     *
     * @param needs steps that must have completed before it may run
     */
    record Definition(String name, List<String> needs, Work work) {}

    /** What a step does. It fails by an exception. */
    interface Work {
        Outcome run(Cycle cycle);
    }

    /**
     * What a step brought.
     *
     * @param remark what it had to leave out and why, null when that is nothing
     */
    record Outcome(Map<String, Object> counts, @Nullable String remark) {

        private static final int LONGEST = 2000;

        /** Remarks in one text, shortened when there is too much to say; null without any. */
        static @Nullable String remark(List<String> remarks) {
            var text = String.join("; ", remarks);
            return text.isEmpty() ? null : text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        }
    }

    /** Those of a part, in the order they run in. */
    List<Definition> of(Part part) {
        return all.stream().filter(step -> part.steps().contains(step.name())).toList();
    }
}
