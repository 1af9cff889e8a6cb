package prescient.cutover;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Answers that were read from a legacy file say so in a header. */
class StoreHeader {

    static final String NAME = "Prescient-Store";

    @ServerResponseFilter
    void mark(ContainerRequestContext request, ContainerResponseContext response) {
        if (StoreMark.ofCaller().isFile()) {
            response.getHeaders().putSingle(NAME, "file");
        }
    }
}
