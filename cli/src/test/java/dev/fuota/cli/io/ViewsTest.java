package dev.fuota.cli.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.TextTable;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewsTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(written, true, StandardCharsets.UTF_8);

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }

  private Console console(boolean terminal, Map<String, String> environment) {
    return new Console(
        InputStream.nullInputStream(), err, err, environment, false, terminal, terminal);
  }

  @Test
  void withoutATerminalProgressIsAPlainLineEachTenth() {
    LineView view = new LineView(err, InstantSource.fixed(Instant.EPOCH));
    for (int i = 0; i <= 1000; i++) {
      view.show(i / 1000.0, "working");
    }
    assertThat(text().lines()).hasSize(11);
    assertThat(text()).doesNotContain("\r", "\u001b").startsWith("  0 %  working");
  }

  @Test
  void whatTakesLongTellsNowAndThenThatItGoesOn() {
    Iterator<Integer> seconds = List.of(0, 0, 5, 14, 15, 20, 31).iterator();
    LineView view = new LineView(err, () -> Instant.ofEpochSecond(seconds.next()));
    for (int i = 0; i < 6; i++) {
      view.show(0, "waiting " + i);
    }
    assertThat(text().lines())
        .containsExactly("  0 %  waiting 0", "  0 %  waiting 3", "  0 %  waiting 5");
  }

  @Test
  void onATerminalProgressIsABarThatRedrawsItself() {
    try (BarView view = new BarView(err, "demo")) {
      view.show(0.5, "working");
    }
    assertThat(text()).contains("\r", "50%", "working").endsWith("\n");
  }

  @ParameterizedTest(name = "terminal {0}, {1}={2}: redraw {3}, color {4}")
  @CsvSource({
    "true, X, x, true, true",
    "false, X, x, false, false",
    "true, TERM, dumb, false, false",
    "true, CI, true, false, true",
    "true, NO_COLOR, 1, true, false"
  })
  void theEnvironmentIsHonoured(
      boolean terminal, String name, String value, boolean redraw, boolean color) {
    Console console = console(terminal, Map.of(name, value));
    assertThat(console.canRedraw()).isEqualTo(redraw);
    assertThat(console.likesColor()).isEqualTo(color);
  }

  @Test
  void tablesAlignTheirColumns() {
    TextTable table = new TextTable("lr").row("stage", "n").row("x", "1000");
    assertThat(table.lines()).containsExactly("stage     n", "x      1000");
  }
}
