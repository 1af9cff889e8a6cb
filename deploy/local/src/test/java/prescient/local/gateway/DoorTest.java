package prescient.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoorTest {

    private static final int PLACES = 4;
    private static final int PATIENCE_MS = 10_000;

    private final List<Socket> guests = new ArrayList<>();
    private ServerSocket server;
    private Door door;

    /** A server that sends back whatever it gets. */
    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket();
        server.bind(loopback("127.0.0.1", 0));
        Thread.ofVirtual().start(this::serve);
        door = Door.open(loopback("127.0.0.1", 0), (InetSocketAddress) server.getLocalSocketAddress(), PLACES);
    }

    @AfterEach
    void close() throws IOException {
        for (var guest : guests) {
            guest.close();
        }
        door.close();
        server.close();
    }

    @Test
    void anAddressThatHasEveryPlaceGivesItsOldestOneToAnother() throws Exception {
        // Given
        for (var number = 0; number < PLACES; number++) {
            enter("127.0.0.2");
        }
        // When
        var newcomer = enter("127.0.0.1");
        // Then
        assertThat(isIn(newcomer)).isTrue();
        assertThat(isIn(guests.getFirst())).isFalse();
        assertThat(guests.subList(1, PLACES)).allMatch(DoorTest::isIn);
    }

    @Test
    void anAddressThatHasEveryPlaceGetsNoFurtherOne() throws Exception {
        // Given
        for (var number = 0; number < PLACES; number++) {
            enter("127.0.0.2");
        }
        // When
        var oneMore = enter("127.0.0.2");
        // Then
        assertThat(isIn(oneMore)).isFalse();
        assertThat(guests.subList(0, PLACES)).allMatch(DoorTest::isIn);
    }

    @Test
    void addressesThatShareThePlacesFairlyDoNotTakeThemFromEachOther() throws Exception {
        // Given
        for (var from : List.of("127.0.0.2", "127.0.0.3", "127.0.0.2", "127.0.0.3")) {
            enter(from);
        }
        // When
        var oneMore = enter("127.0.0.2");
        // Then
        assertThat(isIn(oneMore)).isFalse();
        assertThat(guests.subList(0, PLACES)).allMatch(DoorTest::isIn);
    }

    @Test
    void whoeverLeavesMakesRoom() throws Exception {
        // Given
        for (var number = 0; number < PLACES; number++) {
            enter("127.0.0.2");
        }
        guests.getFirst().close();
        // When
        var next = org.awaitility.Awaitility.await().until(() -> enter("127.0.0.2"), DoorTest::isIn);
        // Then
        assertThat(isIn(next)).isTrue();
    }

    @Test
    void whoeverDidNotComeInThroughTheDoorIsNobody() {
        // When
        var nobody = door.addressOf(loopback("127.0.0.1", 1));
        // Then
        assertThat(nobody).isEmpty();
    }

    /** A connection that was let in, or has been closed again, when this returns. */
    private Socket enter(String from) throws IOException {
        var guest = new Socket();
        guests.add(guest);
        guest.bind(loopback(from, 0));
        guest.connect(loopback("127.0.0.1", door.port()), PATIENCE_MS);
        guest.setSoTimeout(PATIENCE_MS);
        isIn(guest);
        return guest;
    }

    private static boolean isIn(Socket guest) {
        try {
            guest.getOutputStream().write("x".getBytes(StandardCharsets.US_ASCII));
            return guest.getInputStream().read() == 'x';
        } catch (IOException gone) {
            return false;
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var connection = server.accept();
                Thread.ofVirtual().start(() -> echo(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void echo(Socket connection) {
        try (connection) {
            connection.getInputStream().transferTo(connection.getOutputStream());
        } catch (IOException ended) {
            // The guest has left.
        }
    }

    private static InetSocketAddress loopback(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }
}
