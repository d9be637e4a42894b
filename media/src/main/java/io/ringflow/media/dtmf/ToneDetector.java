package io.ringflow.media.dtmf;

import io.ringflow.media.graph.AudioSink;

/**
 * Hears keys pressed as tones (ITU-T Q.23, Q.24) and nothing else: speech and music are not keys. Owned by the loop that
 * pushes the audio; allocates when the sample rate changes only.
 *
 * <p>Looks at blocks of 20 ms, 10 ms apart, which a tone of 40 ms fills two of, whenever it begins. A key has begun when
 * two blocks in a row are its two tones and hardly anything else, of levels that go together, within 2.4 % of their
 * frequencies by the way their phases moved, without second harmonics, and the sound has lasted 27 ms. It has ended when
 * three blocks in a row lack it: a pause of 40 ms, while one of 20 ms is a gap in the key.
 */
public final class ToneDetector implements AudioSink {
    private static final char[] KEYPAD = "123A456B789C*0#D".toCharArray();
    private static final int NOBODY = -1;

    /** ITU-T G.711: a full-scale sine is +3.14 dBm0. */
    private static final double FULL_SCALE_DBM0 = 3.14;

    private static final double LEAST_DBM0 = -29;
    private static final double LEAST_POWER =
            Short.MAX_VALUE * (Short.MAX_VALUE / 2.0) * Math.pow(10, (LEAST_DBM0 - FULL_SCALE_DBM0) / 10);

    /** Between row and column, either way, as seen by a block on its own: 11 dB. */
    private static final double MOST_TWIST_SEEN = 12.6;
    /** Between row and column, their deviation accounted for: 9 dB. */
    private static final double MOST_TWIST = 8;
    /** Of the strongest row to the others, and of the columns: 6 dB. */
    private static final double LEAST_LEAD = 4;
    /** Of the two tones in the whole, as seen by a block on its own. */
    private static final double LEAST_SHARE_SEEN = 0.65;
    /** Of the two tones in the whole, their deviation accounted for. */
    private static final double LEAST_SHARE = 0.8;
    /** Of a second harmonic to its tone: -14 dB. */
    private static final double MOST_HARMONIC = 0.04;
    /** ITU-T Q.24: 1.5 % must be taken, 3.5 % must not. */
    private static final double MOST_DEVIATION = 0.024;
    /** Between the two blocks: 4 dB. */
    private static final double MOST_STEP = 2.5;
    /** Here a harmonic of the row would be taken for the column's skirt. */
    private static final double CLOSE_HERTZ = 150;

    private static final double SHORTEST_MILLIS = 27;
    private static final int MISSING_BLOCKS = 3;
    /** A key that goes on is no weaker than this against its begin: -15 dB. */
    private static final double LEAST_REST = 0.03;

    private static final double LEAST_SHARE_REST = 0.4;

    private static final int SLICES = 8;
    private static final double SLICE_MILLIS = 5;

    private final ToneListener listener;
    private final Decimator decimator = new Decimator();
    private final double[] slices = new double[SLICES];

    private int sampleRate;
    private ToneBank bank = new ToneBank(8_000);
    private float[] block = new float[0];
    private int filled;
    private int candidate = NOBODY;
    private double rowBefore;
    private double columnBefore;
    private double totalBefore;

    /** The key that sounds. */
    private int key = NOBODY;

    private double keyPower;
    private double sliceEnergy;
    private double millis;
    private int missing;

    public ToneDetector(ToneListener listener) {
        this.listener = listener;
    }

    /** Whether the audio of the last 20 ms may be a key's, or a key sounds. */
    public boolean suspects() {
        return candidate != NOBODY || key != NOBODY;
    }

    @Override
    public void push(short[] frame, int samples, int rate) {
        if (rate != sampleRate) {
            tune(rate);
        }
        for (int i = 0; i < samples; i++) {
            if (decimator.take(frame[i])) {
                block[filled++] = decimator.value();
                if (filled == block.length) {
                    look();
                    filled = block.length / 2;
                    System.arraycopy(block, filled, block, 0, filled);
                }
            }
        }
    }

    private void tune(int rate) {
        sampleRate = rate;
        decimator.tune(rate);
        bank = new ToneBank(decimator.rate());
        block = new float[bank.length()];
        filled = block.length / 2;
    }

    /** Judges the block that is full. */
    private void look() {
        slice();
        double quiet = LEAST_POWER;
        double loud = slices[SLICES - 1] + slices[SLICES - 2] + slices[SLICES - 3] + slices[SLICES - 4];
        if (loud < quiet * block.length) {
            bank.skip();
            candidate = NOBODY;
            goOn(false);
            return;
        }
        bank.measure(block);
        int row = bank.strongest(0);
        int column = bank.strongest(ToneBank.COLUMNS);
        boolean plausible = plausible(row, column);
        int now = plausible ? row * ToneBank.COLUMNS + column - ToneBank.COLUMNS : NOBODY;
        boolean begins = plausible && now == candidate && now != key && confirmed(row, column);
        candidate = now;
        rowBefore = bank.power(row);
        columnBefore = bank.power(column);
        totalBefore = bank.total();
        if (begins) {
            begin(now, rowBefore + columnBefore);
        } else {
            goOn(key != NOBODY && rests());
        }
    }

    /** The energy of the new half, in two slices. */
    private void slice() {
        System.arraycopy(slices, 2, slices, 0, SLICES - 2);
        int half = block.length / 2;
        int quarter = half / 2;
        slices[SLICES - 2] = energy(half, half + quarter);
        slices[SLICES - 1] = energy(half + quarter, block.length);
    }

    private double energy(int from, int to) {
        float sum = 0;
        for (int i = from; i < to; i++) {
            sum += block[i] * block[i];
        }
        return sum;
    }

    private boolean plausible(int row, int column) {
        double low = bank.power(row);
        double high = bank.power(column);
        return low > LEAST_POWER
                && high > LEAST_POWER
                && high < low * MOST_TWIST_SEEN
                && low < high * MOST_TWIST_SEEN
                && low + high > LEAST_SHARE_SEEN * bank.total()
                && leads(row, 0)
                && leads(column, ToneBank.COLUMNS);
    }

    private boolean leads(int best, int first) {
        double most = bank.power(best) / LEAST_LEAD;
        for (int tone = first; tone < first + ToneBank.COLUMNS; tone++) {
            if (tone != best && bank.power(tone) > most) {
                return false;
            }
        }
        return true;
    }

    private boolean confirmed(int row, int column) {
        double low = bank.power(row);
        double high = bank.power(column);
        if (steps(low, rowBefore) || steps(high, columnBefore)) {
            return false;
        }
        double rowDeviation = bank.deviation(row);
        double columnDeviation = bank.deviation(column);
        if (Math.abs(rowDeviation) > MOST_DEVIATION * ToneBank.FREQUENCIES[row]
                || Math.abs(columnDeviation) > MOST_DEVIATION * ToneBank.FREQUENCIES[column]) {
            return false;
        }
        double rowSeen = bank.seen(rowDeviation);
        double columnSeen = bank.seen(columnDeviation);
        double twist = (high / columnSeen) / (low / rowSeen);
        boolean pure = low / rowSeen + high / columnSeen > LEAST_SHARE * bank.total()
                && rowBefore / rowSeen + columnBefore / columnSeen > LEAST_SHARE * totalBefore;
        return pure
                && twist < MOST_TWIST
                && twist > 1 / MOST_TWIST
                && lasted() >= SHORTEST_MILLIS
                && !harmonic(row, column);
    }

    private static boolean steps(double power, double before) {
        return power > MOST_STEP * before || before > MOST_STEP * power;
    }

    private boolean harmonic(int row, int column) {
        double low = 2 * ToneBank.FREQUENCIES[row];
        double high = 2 * ToneBank.FREQUENCIES[column];
        boolean hidden = Math.abs(low - ToneBank.FREQUENCIES[column]) < CLOSE_HERTZ;
        return bank.powerAt(high) > MOST_HARMONIC * bank.power(column)
                || !hidden && bank.powerAt(low) > MOST_HARMONIC * bank.power(row);
    }

    /** For how long of the last 40 ms it has sounded as it does in the middle of the two blocks. */
    private double lasted() {
        double middle = (slices[3] + slices[4] + slices[5] + slices[6]) / 4;
        double sum = 0;
        for (double slice : slices) {
            // a slice holds no whole number of beats of the two tones
            sum += Math.min(1.25, slice / middle);
        }
        return sum * SLICE_MILLIS;
    }

    private boolean rests() {
        int row = key / ToneBank.COLUMNS;
        int column = key % ToneBank.COLUMNS + ToneBank.COLUMNS;
        double power = bank.power(row) + bank.power(column);
        return power > LEAST_REST * keyPower && power > LEAST_SHARE_REST * bank.total();
    }

    private void begin(int now, double power) {
        if (key != NOBODY) {
            end();
        }
        key = now;
        keyPower = power;
        sliceEnergy = (slices[3] + slices[4] + slices[5] + slices[6]) / 4;
        millis = lasted();
        missing = 0;
        listener.toneBegan(KEYPAD[key], (int) millis);
    }

    private void goOn(boolean sounds) {
        if (key == NOBODY) {
            return;
        }
        millis += SLICE_MILLIS * (filled(SLICES - 2) + filled(SLICES - 1));
        missing = sounds ? 0 : missing + 1;
        if (missing == MISSING_BLOCKS) {
            end();
        }
    }

    /** How much of a slice the key fills: half of its energy may be missing because the two tones beat. */
    private double filled(int slice) {
        double part = slices[slice] / sliceEnergy;
        return part > 0.5 ? 1 : part;
    }

    private void end() {
        char digit = KEYPAD[key];
        key = NOBODY;
        listener.toneEnded(digit, (int) Math.round(millis));
    }
}
