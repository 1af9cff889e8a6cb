package prescient.cutover;

import java.time.Instant;
import java.util.List;

/** What a service knows of failures, for the reports of a watch. */
public interface DayIncidents {

    /** Incidents that were open at some time from one instant to another, each in a sentence. Never blocks. */
    List<String> between(Instant from, Instant to);
}
