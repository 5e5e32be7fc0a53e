package dev.fuota.monitor.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Measures the page with 10,000 devices in a headless Chromium: first paint on loopback, and the
 * time between frames while changes come four times a second and the heat map is scrolled and
 * pointed at. No test: a figure of time says something of one machine only.
 *
 * <p>Run it from the class path of this module's tests.
 */
public final class PageSpeed {
  private static final int DEVICES = 10_000;
  private static final int[] ZOOMS = {0, 4, 20};

  private PageSpeed() {}

  /** No arguments. */
  public static void main(String... arguments) throws IOException {
    PrintStream out = System.out;
    try (ScriptedApi api = new ScriptedApi(0);
        Browser browser = Browser.open();
        InputStream in = PageSpeed.class.getResourceAsStream("frames.js")) {
      String script = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      ScriptedCampaign campaign = new ScriptedCampaign(1, "many", DEVICES);
      campaign.start();
      api.campaigns.put(1L, campaign);
      browser.visit(api.url() + "#/campaigns/1");
      browser.awaitText(".heat-controls", "10,000 devices");
      out.println(
          "first paint after ms: "
              + browser.run(
                  "return performance.getEntriesByName('first-contentful-paint')[0].startTime"));
      for (int zoom : ZOOMS) {
        out.println("zoomed in " + zoom + " times: " + browser.runLong(script, zoom));
      }
    }
  }
}
