package prescient.cutover;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * Remembers with a request that its answer came from a file. The request is known by its own Vert.x context, which goes
 * along onto virtual threads; work without one, such as a job's, is not marked.
 */
final class StoreMark {

    private static final String KEY = "prescient.store";

    private final @Nullable Context request;

    private StoreMark(@Nullable Context request) {
        this.request = request;
    }

    /** The mark of the request that this thread works for. */
    static StoreMark ofCaller() {
        var context = Vertx.currentContext();
        return new StoreMark(context != null && VertxContext.isDuplicatedContext(context) ? context : null);
    }

    void file() {
        if (request != null) {
            request.putLocal(KEY, "file");
        }
    }

    boolean isFile() {
        return request != null && "file".equals(request.getLocal(KEY));
    }
}
