package dev.fuota.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

class PlotTest {
  private static final Pattern STEP = Pattern.compile("V([\\d.]+)H([\\d.]+)");

  @ParameterizedTest(name = "{0} to {1} in {2}")
  @CsvSource({"0, 1, 10", "3.2, 3.9, 60", "-0.02, 0.37, 50", "0, 0, 5", "17, 17, 60", "0, 1e6, 7"})
  void binsHoldAllAndAreNotMoreThanAsked(double least, double most, int max) {
    Bins bins = Bins.of(least, most, max);
    assertThat(bins.from()).isLessThanOrEqualTo(least + 1e-9);
    assertThat(bins.end()).isGreaterThan(most);
    assertThat(bins.count()).isBetween(1, max + 2); // the round edges may lie beyond both ends
    long[] counts = bins.count(DoubleStream.of(least, most, (least + most) / 2));
    assertThat(Arrays.stream(counts).sum()).isEqualTo(3);
    assertThat(bins.of(most)).isBetween(bins.of(least), bins.count() - 1);
  }

  @ParameterizedTest(name = "{0} to {1} in {2}: each holds {3}")
  @CsvSource({"0, 9, 10, 1", "461, 599, 60, 5", "0, 100, 60, 2", "7, 7, 60, 1", "0, 24, 10, 5"})
  void wholeNumbersShareBinsEvenly(long least, long most, int max, int each) {
    Bins bins = Bins.ofWhole(least, most, max);
    assertThat(bins.step()).isEqualTo(each);
    assertThat(bins.from() % each).isZero();
    assertThat(bins.of((double) most)).isEqualTo(bins.count() - 1);
    assertThat(bins.of((double) most + 1e6)).isEqualTo(bins.count() - 1);
    assertThat(bins.of((double) least - 1e6)).isZero();
  }

  @Test
  void aRisingLineEndsAsHighAsThereAreValues() {
    double[] times = new SplittableRandom(1).doubles(20_000, 0, 100).sorted().toArray();
    for (int count : new int[] {1, 3, 400, 20_000}) {
      double[] some = Arrays.copyOf(times, count);
      String svg = new Plot(Plot.Size.WIDE, "w", 0, 100, count).rising("c1", some, "t").toString();
      Matcher step = STEP.matcher(svg);
      double y = Double.NaN;
      double x = Double.NEGATIVE_INFINITY;
      while (step.find()) {
        y = Double.parseDouble(step.group(1));
        assertThat(Double.parseDouble(step.group(2))).isGreaterThanOrEqualTo(x);
        x = Double.parseDouble(step.group(2));
      }
      assertThat(y).as("at the top").isEqualTo(Plot.Size.WIDE.top());
      assertThat(x).as("at the right").isEqualTo(984);
      assertThat(svg.length()).as("large fleets are sampled").isLessThan(16_000);
    }
  }

  @Test
  void whatComesBehindTheAxisIsNotDrawn() {
    double[] times = {1, 2, 300};
    String svg = new Plot(Plot.Size.WIDE, "w", 0, 100, 3).rising("c1", times, "t").toString();
    Matcher step = STEP.matcher(svg);
    int steps = 0;
    while (step.find()) {
      steps++;
    }
    assertThat(steps).isEqualTo(2);
  }

  @Test
  void emptyDrawingsAndTextFromOutsideAreWellFormed() throws Exception {
    String svg =
        new Plot(Plot.Size.NARROW, "<a> & \"b\"", 5, 5, 0)
            .grid("<")
            .numbers("&")
            .rising("c1", new double[0], ">")
            .bars("b1", Bins.of(0, 1, 3), new long[3])
            .mark("sent", 5, "<i>", 0)
            .toString();
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
    assertThat(svg).doesNotContain("NaN", "Infinity", "<i>");
  }

  @Test
  void anAxisNeedNotBeginWithZero() {
    Axis axis = new Axis(455, 610, 0, 310);
    assertThat(axis.ticks(4)).containsExactly(500.0, 550.0, 600.0);
    assertThat(axis.at(500)).isEqualTo(90);
    assertThat(new Axis(0.37, 0, 1).fineTicks(4))
        .containsExactly(0.0, 0.1, 0.2, 0.30000000000000004);
  }
}
