package dev.fuota.monitor.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The pictures of the documents. {@code -Dscreenshots.write=true} writes them anew; without it they
 * are only taken.
 */
class ScreenshotTest {
  private static final Path IMAGES = Path.of("../docs/images");
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 960;
  private static final int OCTETS_MAX = 150 * 1024;
  private static final int DEVICES = 600;

  @DisplayName("TP-17: a campaign as its page shows it")
  @ParameterizedTest(name = "{1}")
  @CsvSource({"light, campaign.png", "dark, campaign-dark.png"})
  void campaign(String scheme, String name) throws Exception {
    try (Browser browser = Browser.open();
        ScriptedApi api = new ScriptedApi(0)) {
      api.ticking = false;
      api.campaigns.put(1L, halfway());
      browser.scheme(scheme);
      browser.visit(api.url() + "#/campaigns/1");
      browser.awaitText(".heat-controls", "600 devices");
      byte[] picture = browser.screenshot(WIDTH, HEIGHT);
      assertThat(picture).hasSizeBetween(10_000, OCTETS_MAX);
      if (Boolean.getBoolean("screenshots.write")) {
        Files.createDirectories(IMAGES);
        Files.write(IMAGES.resolve(name), picture);
      }
      assertThat(IMAGES.resolve(name)).exists();
    }
  }

  private static ScriptedCampaign halfway() {
    ScriptedCampaign campaign = new ScriptedCampaign(1, "Water meters, autumn", DEVICES);
    campaign.start();
    while (!campaign.view().containsValue("DEV_UPGRADE_IMAGE")) {
      campaign.tick();
    }
    for (int i = 0; i < 8; i++) {
      campaign.tick();
    }
    return campaign;
  }
}
