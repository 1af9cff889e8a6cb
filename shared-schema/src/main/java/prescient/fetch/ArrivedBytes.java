package prescient.fetch;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Keeps what arrives of a body, so that it can be looked at when the rest never comes. Safe for many threads. */
final class ArrivedBytes {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** What arrived until now; a compressed body stays unreadable. */
    synchronized String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private synchronized void keep(ByteBuffer buffer) {
        var copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        bytes.writeBytes(copy);
    }

    /** The same body as {@code whole} makes, which is copied here on its way. */
    <T> BodySubscriber<T> copying(BodySubscriber<T> whole) {
        return new BodySubscriber<>() {
            @Override
            public CompletionStage<T> getBody() {
                return whole.getBody();
            }

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                whole.onSubscribe(subscription);
            }

            @Override
            public void onNext(List<ByteBuffer> buffers) {
                buffers.forEach(ArrivedBytes.this::keep);
                whole.onNext(buffers);
            }

            @Override
            public void onError(Throwable failure) {
                whole.onError(failure);
            }

            @Override
            public void onComplete() {
                whole.onComplete();
            }
        };
    }
}
