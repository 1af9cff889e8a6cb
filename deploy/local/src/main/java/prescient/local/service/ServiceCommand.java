package prescient.local.service;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import prescient.local.ServiceName;

/** How a service's process is started. Tests put a small program in the place of a service. */
@FunctionalInterface
public interface ServiceCommand {

    /**
     * A program to start.
     *
     * @param command program and arguments
     * @param environment variables beside those that every service gets
     */
    record Start(List<String> command, Map<String, String> environment) {
        public Start {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }
    }

    /** How {@code service} is started now. */
    Start of(ServiceName service);

    /** How long services may take until they are ready. */
    default Duration readyPatience() {
        return Duration.ofMinutes(2);
    }

    /** How long a service may take to end before it is forced to. */
    default Duration stopPatience() {
        return Duration.ofSeconds(10);
    }

    /**
     * Called when the process of {@code service} ended before it was ready; true when {@link #of} will now answer
     * something else that deserves another try.
     */
    default boolean retryDifferently(ServiceName service) {
        return false;
    }
}
