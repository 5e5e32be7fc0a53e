package dev.fuota.monitor.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The page for those who do not point, or do not see: each view is looked through by a script. */
class AccessibilityTest {
  private static ScriptedApi api;
  private static Browser browser;
  private static String script;

  @BeforeAll
  static void open() throws IOException {
    browser = Browser.open();
    api = new ScriptedApi(0);
    api.ticking = false;
    ScriptedCampaign campaign = new ScriptedCampaign(1, "runs", 200);
    campaign.start();
    for (int i = 0; i < 150; i++) {
      campaign.tick();
    }
    api.campaigns.put(1L, campaign);
    try (InputStream in = AccessibilityTest.class.getResourceAsStream("faults.js")) {
      script = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
      api.close();
    }
  }

  private static void look(String view) {
    browser.visit(api.url() + view);
    browser.awaitText("#connection", "Live");
  }

  @DisplayName("TP-17: names, labels, headings, landmarks and contrast")
  @ParameterizedTest(name = "{0} in the {1} scheme")
  @CsvSource({
    "'', light, tbody tr",
    "'', dark, tbody tr",
    "#/campaigns/1, light, canvas",
    "#/campaigns/1, dark, canvas",
    "#/campaigns/1/devices/70b3d57ed0001000, light, table",
    "#/campaigns/1/devices/70b3d57ed0001000, dark, table",
    "#/new, light, form fieldset",
    "#/new, dark, form fieldset"
  })
  void viewHasNoFaults(String view, String scheme, String present) {
    browser.scheme(scheme);
    look(view);
    browser.find(present);
    if (view.equals("#/new")) {
      browser.press("Compute the plan");
      browser.find(".slider");
      browser.run("document.querySelector('details').open = true");
    }
    assertThat((List<?>) browser.run(script)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"light", "dark"})
  void dialogHasNoFaults(String scheme) {
    browser.scheme(scheme);
    look("#/campaigns/1");
    browser.press("Abort…");
    browser.find("dialog");
    assertThat((List<?>) browser.run(script)).isEmpty();
  }

  @Test
  void theScriptSeesFaults() {
    browser.scheme("light");
    look("");
    browser.run(
        "document.querySelector('main').insertAdjacentHTML('beforeend',"
            + " '<button></button><input><h4>deep</h4><p class=pale>pale</p><table><tr><td>1</td></tr></table>');"
            + "document.querySelector('.pale').style.color = '#aaaaaa'");
    assertThat((List<?>) browser.run(script)).hasSize(5);
  }

  @Test
  void everythingIsReachedByTheTabKeyInTheOrderInWhichItStands() {
    look("#/campaigns/1");
    browser.find("canvas");
    browser.run("document.activeElement.blur(); window.scrollTo(0, 0)");
    List<String> visited = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      browser.tab();
      visited.add(
          (String)
              browser.run(
                  "const e = document.activeElement;"
                      + " return e.getAttribute('aria-label') ?? (e.labels?.[0] ?? e).firstChild?.textContent.trim() ?? e.tagName"));
      assertThat(browser.run("return getComputedStyle(document.activeElement).outlineStyle"))
          .as("outline of " + visited)
          .isNotEqualTo("none");
    }
    assertThat(visited)
        .containsSubsequence(
            "Skip to the content",
            "fuota",
            "Campaigns",
            "New campaign",
            "Campaigns",
            "Abort…",
            "EUI contains",
            "Show",
            "Zoom out",
            "Zoom in",
            "Show all",
            "Device EUI",
            "Outcome",
            "Heat map of devices and stages");
  }

  @Test
  void skipLinkLeadsToTheContentAndStaysInTheView() {
    look("#/campaigns/1");
    browser.find("canvas");
    browser.tab();
    browser.keys(Keys.ENTER);
    assertThat(browser.run("return document.activeElement.id")).isEqualTo("main");
    assertThat(browser.url()).endsWith("#/campaigns/1");
  }

  @Test
  void headingOfNewViewIsInFocus() {
    look("");
    browser.press("New campaign");
    browser.find("form fieldset");
    assertThat(browser.run("return document.activeElement.textContent")).isEqualTo("New campaign");
    assertThat(browser.run("return document.title")).isEqualTo("New campaign · fuota");
  }
}
