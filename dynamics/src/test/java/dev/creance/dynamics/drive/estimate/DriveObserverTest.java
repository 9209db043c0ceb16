package dev.creance.dynamics.drive.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.creance.dynamics.drive.PermanentMagnetSynchronous;
import dev.creance.dynamics.drive.ThreePhase;
import org.junit.jupiter.api.Test;

class DriveObserverTest {
    private static final PermanentMagnetSynchronous PMSM =
            new PermanentMagnetSynchronous(3, 18e-3, 0.37e-3, 1.2e-3, 66e-3);
    private static final double INERTIA_KG_M2 = 0.02;
    private static final double PERIOD_S = 1e-4;
    private static final double COUNT_RAD = 2 * Math.PI / 4096;
    private static final DriveObserver.Settings SETTINGS =
            new DriveObserver.Settings(PMSM, INERTIA_KG_M2, 0, PERIOD_S, new DriveObserver.Bandwidth(500, 30), 20);

    private final DriveObserver observer = new DriveObserver(SETTINGS);

    /** ω, i_d, i_q, ε of the true drive. */
    private final double[] x = new double[4];

    private final double[] terminalV = new double[3];
    private final double[] currentA = new double[3];
    private double loadNm;

    @Test
    void findsSpeedCurrentsAndLoadFromAWrongStart() {
        x[0] = 60;
        loadNm = 8;
        observer.start(1, 0);

        run(0.3);

        assertThat(observer.valid()).isTrue();
        // half a count is what an encoder that rounds down is low on average: 0.8 mrad
        assertThat(Math.IEEEremainder(observer.shaftRad() - x[3] / 3, 2 * Math.PI))
                .isCloseTo(0, within(1e-3));
        assertThat(observer.speedRadPerS()).isCloseTo(x[0], within(0.15));
        assertThat(observer.loadNm()).isCloseTo(8, within(0.5));
        assertThat(observer.directA()).isCloseTo(x[1], within(0.5));
        assertThat(observer.quadratureA()).isCloseTo(x[2], within(0.5));
    }

    @Test
    void followsALoadThatStepsWithinThreeTimeConstants() {
        x[0] = 60;
        observer.start(0, 60);
        run(0.3);

        loadNm = 10;
        run(6 / (2 * Math.PI * 30));

        // (1 + 6 + 18) e^−6 of a step is left of three equal lags
        assertThat(observer.loadNm()).isCloseTo(10, within(10 * 0.062 + 0.5));
    }

    @Test
    void itsSpeedIsSmootherThanTheEncodersOwn() {
        x[0] = 60;
        observer.start(0, 60);
        run(0.3);
        double worst = 0;
        double coarse = 0;
        double before = encoder();
        for (int i = 0; i < 2000; i++) {
            run(PERIOD_S);
            double now = encoder();
            coarse = Math.max(coarse, Math.abs(Math.IEEEremainder(now - before, 2 * Math.PI) / PERIOD_S - x[0]));
            before = now;
            worst = Math.max(worst, Math.abs(observer.speedRadPerS() - x[0]));
        }

        assertThat(coarse).isGreaterThan(5);
        assertThat(worst).isLessThan(0.2);
    }

    @Test
    void gainErrorsOfTheCurrentSensorsEndUpInTheLoadAndNotInTheSpeed() {
        x[0] = 60;
        loadNm = 8;
        observer.start(0, 60);
        for (int i = 0; i < 4000; i++) {
            advance();
            currentA[0] *= 1.03;
            currentA[1] *= 0.97;
            observer.step(terminalV, currentA, 0, encoder());
        }

        assertThat(observer.speedRadPerS()).isCloseTo(x[0], within(0.5));
    }

    @Test
    void aSampleThatIsNotANumberIsLeftOut() {
        x[0] = 60;
        loadNm = 8;
        observer.start(0, 60);
        for (int i = 0; i < 4000; i++) {
            advance();
            if (i % 3 == 0) {
                currentA[i % 2] = Double.NaN;
            }
            observer.step(terminalV, currentA, 0, i % 7 == 0 ? Double.NaN : encoder());
        }

        assertThat(observer.valid()).isTrue();
        assertThat(observer.speedRadPerS()).isCloseTo(x[0], within(0.3));
    }

    @Test
    void tooManyMissingInARowMakeItInvalid() {
        observer.start(0, 0);
        for (int i = 0; i < 20; i++) {
            advance();
            observer.step(terminalV, currentA, 0, Double.NaN);
            assertThat(observer.valid()).isTrue();
        }
        observer.step(terminalV, currentA, 0, Double.NaN);
        assertThat(observer.valid()).isFalse();

        observer.step(terminalV, currentA, 0, encoder());
        assertThat(observer.valid()).isFalse();
        observer.start(encoder(), x[0]);
        assertThat(observer.valid()).isTrue();
    }

    @Test
    void aVoltageThatIsNotANumberMakesItInvalid() {
        observer.start(0, 0);

        observer.step(new double[] {0, Double.NaN, 0}, currentA, 0, 0);

        assertThat(observer.valid()).isFalse();
    }

    @Test
    void itIsNotValidBeforeItIsStarted() {
        observer.step(terminalV, currentA, 0, 0);

        assertThat(observer.valid()).isFalse();
    }

    private void run(double seconds) {
        for (long i = 0; i < Math.round(seconds / PERIOD_S); i++) {
            advance();
            observer.step(terminalV, currentA, 0, encoder());
        }
    }

    private double encoder() {
        double shaft = Math.floor(x[3] / 3 / COUNT_RAD) * COUNT_RAD;
        return shaft - 2 * Math.PI * Math.floor(shaft / (2 * Math.PI));
    }

    /** One period of the true drive, speed held near 60 rad/s by its quadrature voltage, in twenty steps of Runge-Kutta. */
    private void advance() {
        double quadrature = 3 * x[0] * (66e-3 + 0.37e-3 * x[1]) + 0.4 * (3 * (60 - x[0]) + 10 - x[2]);
        ThreePhase.fromRotor(-3 * x[0] * 1.2e-3 * x[2] - 0.4 * x[1], quadrature, x[3], terminalV);
        double dtS = PERIOD_S / 20;
        for (int i = 0; i < 20; i++) {
            double[] k1 = rate(x, null, 0);
            double[] k2 = rate(x, k1, dtS / 2);
            double[] k3 = rate(x, k2, dtS / 2);
            double[] k4 = rate(x, k3, dtS);
            for (int j = 0; j < 4; j++) {
                x[j] += (k1[j] + 2 * k2[j] + 2 * k3[j] + k4[j]) * dtS / 6;
            }
        }
        PMSM.terminalCurrents(x, currentA);
    }

    private double[] rate(double[] from, double[] slope, double dtS) {
        double[] at = from.clone();
        for (int i = 0; slope != null && i < 4; i++) {
            at[i] += slope[i] * dtS;
        }
        double[] windingV = new double[2];
        double[] out = new double[4];
        PMSM.windingVoltages(at, terminalV, windingV);
        PMSM.derivative(at, windingV, 1, out);
        out[0] = (PMSM.torqueNm(at) - loadNm) / INERTIA_KG_M2;
        return out;
    }
}
