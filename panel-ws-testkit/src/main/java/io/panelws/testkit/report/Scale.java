package io.panelws.testkit.report;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis of a plot: which value is drawn at which pixel.
 *
 * @param low the value at the axis's begin
 * @param high the value at its end, above {@code low}
 * @param begin the pixel of {@code low}
 * @param end the pixel of {@code high}; smaller than {@code begin} where values grow upwards
 * @param logarithmic whether each factor of ten takes the same length; {@code low} is then above 0
 */
record Scale(double low, double high, double begin, double end, boolean logarithmic) {

    private static final double[] STEPS = {1, 2, 5, 10};

    /** From 0 to at least {@code high}, with round ends. */
    static Scale fromZero(double high, double begin, double end) {
        double top = high > 0 ? high : 1;
        double step = step(top);
        return new Scale(0, Math.ceil(top / step) * step, begin, end, false);
    }

    /** From {@code low} to {@code high}, both moved outwards to 1, 2 or 5 times a power of ten. */
    static Scale logarithmic(double low, double high, double begin, double end) {
        double bottom = low > 0 ? roundDown(low) : 1;
        double top = 1 / roundDown(1 / Math.max(high, bottom));
        return new Scale(bottom, top > bottom ? top : bottom * 10, begin, end, true);
    }

    double pixel(double value) {
        double share = logarithmic
                ? Math.log10(Math.max(value, low) / low) / Math.log10(high / low)
                : (value - low) / (high - low);
        return begin + share * (end - begin);
    }

    /** Round values to draw grid lines at. */
    List<Double> ticks() {
        return logarithmic ? logarithmicTicks() : linearTicks();
    }

    private List<Double> linearTicks() {
        double step = step(high - low);
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step); i * step <= high * (1 + 1e-9); i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** 1, 2 and 5 of each decade; the powers of ten alone where there are many decades. */
    private List<Double> logarithmicTicks() {
        List<Double> ticks = new ArrayList<>();
        int perDecade = Math.log10(high / low) > 3 ? 1 : 3;
        for (int exponent = (int) Math.floor(Math.log10(low)); Math.pow(10, exponent) <= high; exponent++) {
            for (int i = 0; i < perDecade; i++) {
                double tick = STEPS[i] * Math.pow(10, exponent);
                if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    /** A step of 1, 2 or 5 times a power of ten that divides the length into five to ten. */
    private static double step(double length) {
        double power = Math.pow(10, Math.floor(Math.log10(length / 5)));
        double step = power;
        for (double factor : STEPS) {
            if (power * factor <= length / 5) {
                step = power * factor;
            }
        }
        return step;
    }

    private static double roundDown(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        double share = value / power * (1 + 1e-9);
        return power * (share >= 5 ? 5 : share >= 2 ? 2 : 1);
    }
}
