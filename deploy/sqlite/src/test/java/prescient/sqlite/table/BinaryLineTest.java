package prescient.sqlite.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import prescient.testing.PostgresServer;

/** Whether PostgreSQL reads a row of bytes as the values it was made of, and sends the same values. */
class BinaryLineTest {

    private static final DateTimeFormatter PRINTED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss+00").withZone(ZoneOffset.UTC);

    private record Values(
            @Nullable String at,
            @Nullable String text,
            @Nullable String price,
            List<String> words,
            @Nullable String json) {}

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = PostgresServer.shared().connectAsSuperuser();
        try (var statement = connection.createStatement()) {
            statement.execute("SET timezone = 'UTC'");
            statement.execute(
                    "CREATE TEMP TABLE line (at timestamptz, text text, price numeric, words text[], json jsonb)");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void edgesComeAsTheyAreMeant() throws SQLException {
        var values = new ArrayList<Values>();
        for (var price : List.of(
                "0",
                "0.0",
                "0.0000",
                "1",
                "9999",
                "10000",
                "100000000",
                "0.1",
                "0.0001",
                "0.00001",
                "0.000100",
                "67012.35",
                "10000.0001",
                "123456789012345678901234567890.12345",
                "00012.50")) {
            values.add(new Values("2025-11-02 05:00:00+00", "t", price, List.of(), null));
        }
        values.add(new Values(null, null, null, List.of(), null));
        values.add(new Values(
                "1999-12-31 23:59:59+00", "a\tb\\\n\u00e9\ud83d\ude00", "1", List.of("one"), "{\"a\": [1]}"));
        values.add(new Values("2024-02-29 00:00:00.25+00", "", "2", List.of("one", "two"), "null"));

        assertSame(values);
    }

    @Test
    void anythingComesAsItIsMeant() throws SQLException {
        long seed = 20_261_122;
        var random = new Random(seed);
        var values = new ArrayList<Values>();
        for (int i = 0; i < 5_000; i++) {
            var digits = new BigInteger(random.nextInt(1, 80), random).toString();
            var decimals = random.nextInt(12) == 0 ? "" : "." + random.nextInt(1_000_000);
            var at = Instant.ofEpochSecond(random.nextLong(0, 4_000_000_000L));
            values.add(new Values(PRINTED.format(at), "row " + i, digits + decimals, List.of(), null));
        }

        assertThat(values).as("seed %d", seed).isNotEmpty();
        assertSame(values);
    }

    private void assertSame(List<Values> values) throws SQLException {
        var line = new BinaryLine();
        var sent = new ArrayList<byte[]>();
        try (var copy = new CopyStream.In(connection, "COPY line FROM STDIN (FORMAT binary)")) {
            copy.add(BinaryLine.HEADER, BinaryLine.HEADER.length);
            for (var row : values) {
                line.begin(5)
                        .instant(row.at())
                        .text(row.text())
                        .numeric(row.price())
                        .words(row.words())
                        .json(row.json());
                copy.add(Arrays.copyOf(line.array(), line.length()), line.length());
                var fields = new BinaryLine().values(line, Short.BYTES);
                sent.add(Arrays.copyOf(fields.array(), fields.length()));
            }
            assertThat(copy.end()).isEqualTo(values.size());
        }
        assertThat(read())
                .isEqualTo(values.stream().map(BinaryLineTest::printed).toList());
        assertThat(sent()).containsExactlyElementsOf(sent);
    }

    /** As PostgreSQL prints it: without zeros before a number. */
    private static List<@Nullable String> printed(Values row) {
        return Arrays.asList(
                row.at(),
                row.text(),
                row.price() == null ? null : row.price().replaceFirst("^0+(?=\\d)", ""),
                row.words().isEmpty() ? null : "{" + String.join(",", row.words()) + "}",
                row.json());
    }

    private List<List<@Nullable String>> read() throws SQLException {
        var rows = new ArrayList<List<@Nullable String>>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "SELECT at::text, text, price::text, words::text, json::text FROM line ORDER BY ctid")) {
            while (found.next()) {
                rows.add(Arrays.asList(
                        found.getString(1),
                        found.getString(2),
                        found.getString(3),
                        found.getString(4),
                        found.getString(5)));
            }
        }
        return rows;
    }

    private List<byte[]> sent() throws SQLException {
        var sent = new ArrayList<byte[]>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("""
                    SELECT coalesce(timestamptz_send(at), '') || coalesce(textsend(text), '')
                        || coalesce(numeric_send(price), '') || coalesce(array_send(words), '')
                        || coalesce(jsonb_send(json), '')
                    FROM line ORDER BY ctid
                    """)) {
            while (found.next()) {
                sent.add(found.getBytes(1));
            }
        }
        return sent;
    }
}
