package dev.fuota.monitor.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The npm package axe-core finds no fault with the page. It runs where a browser, Node and its
 * registry are at hand.
 */
class AxeTest {
  private static final String PACKAGE = "axe-core@4.14.1";
  private static final String RUN =
      "const done = arguments[arguments.length - 1];"
          + "axe.run().then(({ violations, passes }) => done(passes.length < 10 ? 'did not look'"
          + " : violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')).join('\\n')))";

  @TempDir static Path folder;

  private static boolean isOnPath(String command) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(entry -> Files.isExecutable(Path.of(entry, command)));
  }

  private static String axe() throws IOException, InterruptedException {
    Path script = folder.resolve("node_modules/axe-core/axe.min.js");
    if (!Files.exists(script)) {
      assumeTrue(isOnPath("npm"), "no Node here");
      Process npm =
          new ProcessBuilder(
                  "npm",
                  "install",
                  "--silent",
                  "--no-audit",
                  "--prefix",
                  folder.toString(),
                  PACKAGE)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("npm.log").toFile())
              .start();
      assumeTrue(
          npm.waitFor(2, TimeUnit.MINUTES) && npm.exitValue() == 0,
          "the registry of Node's packages is out of reach");
    }
    return Files.readString(script);
  }

  @DisplayName("TP-17: an independent look at accessibility")
  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "'', tbody tr",
    "#/campaigns/1, canvas",
    "#/campaigns/1/devices/70b3d57ed0001000, table",
    "#/new, form fieldset"
  })
  void findsNothing(String view, String present) throws Exception {
    String axe = axe();
    try (ScriptedApi api = new ScriptedApi(0);
        Browser browser = Browser.open()) {
      api.campaigns.put(1L, new ScriptedCampaign(1, "runs", 200));
      for (String scheme : new String[] {"light", "dark"}) {
        browser.scheme(scheme);
        browser.visit(api.url() + view);
        browser.find(present);
        browser.run(axe);
        assertThat(browser.runLong(RUN)).as(scheme).isEqualTo("");
      }
    }
  }
}
