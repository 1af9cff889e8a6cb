package prescient.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress OTHER = InetAddress.ofLiteral("192.0.2.2");

    private final AtomicLong nanos = new AtomicLong(-5);

    @Test
    void anAddressMaySendItsShareAndThenMustWait() {
        // Given
        var limit = new RateLimit(3, nanos::get);
        // When
        var atOnce = passed(limit, ONE, 10);
        nanos.addAndGet(1_000_000_000L / 3 + 1);
        var later = passed(limit, ONE, 10);
        nanos.addAndGet(3_600_000_000_000L);
        var muchLater = passed(limit, ONE, 10);
        // Then
        assertThat(atOnce).isEqualTo(3);
        assertThat(later).isEqualTo(1);
        assertThat(muchLater).isEqualTo(3);
    }

    @Test
    void oneAddressDoesNotUseUpTheShareOfAnother() {
        // Given
        var limit = new RateLimit(3, nanos::get);
        // When
        var one = passed(limit, ONE, 10);
        var other = passed(limit, OTHER, 10);
        // Then
        assertThat(one).isEqualTo(3);
        assertThat(other).isEqualTo(3);
    }

    @Test
    void manyAddressesAreForgottenAgain() throws UnknownHostException {
        // Given
        var limit = new RateLimit(3, nanos::get);
        for (var i = 0; i < 10_000; i++) {
            limit.allows(InetAddress.getByAddress(new byte[] {10, 0, (byte) (i >> 8), (byte) i}));
        }
        // When
        var whileFull = limit.allows(ONE);
        nanos.addAndGet(2_000_000_000L);
        var afterwards = limit.allows(ONE);
        // Then
        assertThat(whileFull).isFalse();
        assertThat(afterwards).isTrue();
    }

    @Test
    void zeroIsNoLimit() {
        assertThat(passed(new RateLimit(0, nanos::get), ONE, 1000)).isEqualTo(1000);
    }

    private static int passed(RateLimit limit, InetAddress client, int tries) {
        var passed = 0;
        for (var i = 0; i < tries; i++) {
            passed += limit.allows(client) ? 1 : 0;
        }
        return passed;
    }
}
