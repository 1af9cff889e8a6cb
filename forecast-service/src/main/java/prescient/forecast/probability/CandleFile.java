package prescient.forecast.probability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import prescient.forecast.csv.CsvLine;
import prescient.forecast.csv.CsvStream;
import prescient.forecast.csv.CsvTime;
import prescient.legacy.LegacyTime;

/**
 * Candles of one minute in CSV: at least the columns {@code timestamp} (a minute of UTC, or with an offset, or seconds
 * since 1970) and {@code close} (dollars), by name. Blocks.
 */
final class CandleFile {

    private static final int SECONDS = 60;
    private static final int MOST = 20_000_000;

    private CandleFile() {}

    /**
     * Reads a file line by line.
     *
     * @throws IllegalArgumentException when it is no such file, or its minutes do not ascend; the message says where
     */
    static Candles read(Path file) {
        var rows = new Rows();
        try {
            CsvStream.read(String.valueOf(file.getFileName()), Files.newBufferedReader(file), rows);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(file.getFileName() + " cannot be read", unreadable);
        }
        return new Candles(Arrays.copyOf(rows.minutes, rows.count), Arrays.copyOf(rows.closes, rows.count));
    }

    private static final class Rows implements CsvStream.Sink {

        private int[] minutes = new int[1024];
        private double[] closes = new double[1024];
        private int count;
        private int time;
        private int close;

        @Override
        public void header(List<String> columns) {
            time = columns.indexOf("timestamp");
            close = columns.indexOf("close");
            if (time < 0 || close < 0) {
                throw new IllegalArgumentException("the file has no columns timestamp and close");
            }
        }

        @Override
        public void line(CsvLine line) {
            if (line.fields().size() <= Math.max(time, close) || count == MOST) {
                throw wrong(line, "has too few fields, or there are too many lines");
            }
            int minute;
            double price;
            try {
                minute = minute(line.fields().get(time).strip());
                price = Double.parseDouble(line.fields().get(close));
            } catch (DateTimeException | IllegalArgumentException unreadable) {
                throw wrong(line, "has no minute or no price");
            }
            if (!(price > 0) || Double.isInfinite(price)) {
                throw wrong(line, "has a price that is none");
            }
            if (count > 0 && minute <= minutes[count - 1]) {
                throw wrong(line, "is not after the line before it");
            }
            if (count == minutes.length) {
                minutes = Arrays.copyOf(minutes, count * 2);
                closes = Arrays.copyOf(closes, count * 2);
            }
            minutes[count] = minute;
            closes[count++] = price;
        }

        private static int minute(String text) {
            long seconds = text.matches("[0-9]{9,11}")
                    ? Long.parseLong(text)
                    : instant(text).getEpochSecond();
            if (seconds % SECONDS != 0) {
                throw new IllegalArgumentException("is within a minute");
            }
            return Math.toIntExact(seconds / SECONDS);
        }

        private static Instant instant(String text) {
            return text.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})")
                    ? CsvTime.parse(text).toInstant()
                    : LegacyTime.parse(text.replace(' ', 'T'), ZoneOffset.UTC);
        }

        private static IllegalArgumentException wrong(CsvLine line, String why) {
            return new IllegalArgumentException("line " + line.number() + " of " + line.file() + " " + why);
        }
    }
}
