package prescient.trade.incident;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** When a failure counts, and what may be advised against it. */
@ConfigMapping(prefix = "prescient.incident")
interface IncidentConfig {

    /** How often all parts are looked at; {@code off} for never. */
    @WithDefault("10s")
    String every();

    /** Looks in a row that must find a part failing before it counts as failing. */
    @WithDefault("3")
    int enterAfter();

    /** Looks in a row that must find it well before it counts as well again. */
    @WithDefault("3")
    int leaveAfter();

    /** Failing parts that trading needs, from which on a failure is critical. */
    @WithDefault("2")
    int criticalFrom();

    /** And from which on it is cascading. */
    @WithDefault("3")
    int cascadingFrom();

    /** For so long after the start a part that was never seen well is only starting. */
    @WithDefault("PT2M")
    Duration startGrace();

    /** Incidents that are remembered. */
    @WithDefault("500")
    int remembered();

    /** A folder that survives restarts of this service; the folder of the legacy files unless said otherwise. */
    Optional<Path> dir();

    Restarts restarts();

    /** How often the restart of a service may be advised. */
    interface Restarts {
        /** Within the window, for each service. */
        @WithDefault("3")
        int limit();

        @WithDefault("PT1H")
        Duration window();

        /** After one was advised, so long nothing is: the service needs its time. */
        @WithDefault("PT5M")
        Duration pause();
    }
}
