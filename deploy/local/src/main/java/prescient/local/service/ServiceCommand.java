package prescient.local.service;

import java.util.List;
import prescient.local.ServiceName;

/** How a service's process is started. Tests put a small program in the place of a service. */
@FunctionalInterface
public interface ServiceCommand {

    /** Program and arguments for {@code service}. */
    List<String> of(ServiceName service);

    /**
     * Called when the process of {@code service} ended before it was ready; true when {@link #of} will now answer
     * something else that deserves another try.
     */
    default boolean retryDifferently(ServiceName service) {
        return false;
    }
}
