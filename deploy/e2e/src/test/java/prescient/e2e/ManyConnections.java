package prescient.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Ten thousand connections that say nothing or only begin to: half of them from one address, half from twenty others.
 * The first come as fast as 2,000 a second; one that is closed is opened again, 200 a second.
 */
final class ManyConnections extends Attack {

    private static final int WANTED = Integer.getInteger("prescient.abuse.connections", 10_000);
    private static final int PER_TURN = 100;
    private static final int AGAIN_PER_TURN = 10;
    private static final int TURN_MS = 50;
    private static final int OTHER_FILES = 2_000;

    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocate(1024);
    private int open;
    private int number;

    ManyConnections() throws IOException {
        super("connections", Set.of("connected", RawConnection.CLOSED));
        this.selector = Selector.open();
    }

    /** Fails when this machine does not let one process have so many connections. */
    static void requireFiles() {
        var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        assertThat(system.getMaxFileDescriptorCount())
                .as(
                        "files this process may open: %d connections need more, so raise ulimit -n; fewer connections, "
                                + "with -Dprescient.abuse.connections=N, show less than what is promised",
                        WANTED)
                .isGreaterThanOrEqualTo(WANTED + OTHER_FILES);
    }

    @Override
    void run(InetSocketAddress gateway, BooleanSupplier goOn) throws IOException {
        var turnNanos = TURN_MS * 1_000_000L;
        for (var due = System.nanoTime(); goOn.getAsBoolean(); due += turnNanos) {
            var more = number < WANTED ? PER_TURN : AGAIN_PER_TURN;
            for (var turn = 0; turn < more && open < WANTED; turn++) {
                begin(gateway);
            }
            for (var left = TURN_MS; left > 0; left = (int) ((due + turnNanos - System.nanoTime()) / 1_000_000)) {
                selector.select(this::progress, left);
            }
        }
    }

    private void begin(InetSocketAddress gateway) throws IOException {
        var from = number % 2 == 0 ? "127.0.0.4" : "127.0.1." + (1 + number / 2 % 20);
        number++;
        var channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
        channel.configureBlocking(false);
        channel.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        channel.register(selector, SelectionKey.OP_CONNECT);
        channel.connect(gateway);
        open++;
    }

    private void progress(SelectionKey key) {
        var channel = (SocketChannel) key.channel();
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                count("connected");
                key.interestOps(SelectionKey.OP_READ);
                if (counted("connected") % 2 == 0) {
                    channel.write(ByteBuffer.wrap(new byte[] {'G'}));
                }
            } else if (key.isReadable() && channel.read(buffer.clear()) < 0) {
                end(channel, RawConnection.CLOSED);
            }
        } catch (IOException broken) {
            end(channel, channel.isConnected() ? RawConnection.CLOSED : "refused");
        }
    }

    private void end(SocketChannel channel, String outcome) {
        count(outcome);
        open--;
        try {
            channel.close();
        } catch (IOException ignored) {
            // It is gone in any case.
        }
    }

    @Override
    void verify() {
        super.verify();
        assertThat(counted("connected")).as(toString()).isGreaterThanOrEqualTo(WANTED);
    }

    @Override
    public void close() {
        try {
            for (var key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException ignored) {
            // They are gone in any case.
        }
    }
}
