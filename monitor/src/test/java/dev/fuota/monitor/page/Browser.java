package dev.fuota.monitor.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A headless Chromium. Tests that need one run where Debian's packages {@code chromium} and {@code
 * chromium-driver} are at hand, and are skipped elsewhere.
 */
final class Browser implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** It warns that it does not know the newest tools for developers, which nobody uses here. */
  private static final Logger LOG = Logger.getLogger("org.openqa.selenium");

  private static final int WIDTH = 1280;
  private static final int HEIGHT = 900;

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  static Browser open() {
    LOG.setLevel(Level.SEVERE);
    Optional<Path> browser = onPath("chromium");
    Optional<Path> steered = onPath("chromedriver");
    assumeTrue(browser.isPresent() && steered.isPresent(), "no Chromium with its driver here");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.orElseThrow().toFile());
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=" + WIDTH + "," + HEIGHT);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(steered.orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  private static Optional<Path> onPath(String command) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(entry -> Path.of(entry, command))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Loads the page anew. */
  void visit(String url) {
    driver.get("about:blank");
    driver.get(url);
  }

  String url() {
    return driver.getCurrentUrl();
  }

  /** As the user's system prefers. */
  void scheme(String lightOrDark) {
    var feature = Map.of("name", "prefers-color-scheme", "value", lightOrDark);
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  /** The element, as soon as it is there and seen. */
  WebElement find(String css) {
    return await("visible: " + css)
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(StaleElementReferenceException.class)
        .until(
            () -> all(css).stream().filter(WebElement::isDisplayed).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  void click(String css) {
    retry(() -> find(css).click());
  }

  /** The button or link with exactly this text. */
  void press(String text) {
    String path = "//*[(self::a or self::button) and normalize-space(.)='" + text + "']";
    await("to press: " + text)
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                driver.findElements(By.xpath(path)).stream()
                    .filter(WebElement::isDisplayed)
                    .findFirst()
                    .orElseThrow()
                    .click());
  }

  void type(String css, String text) {
    WebElement field = find(css);
    field.clear();
    field.sendKeys(text);
  }

  void keys(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** The field whose label begins with the text. */
  WebElement field(String label) {
    String id =
        (String)
            run(
                "return [...document.querySelectorAll('label')]"
                    + ".find(each => each.textContent.startsWith(arguments[0])).control.id",
                label);
    return driver.findElement(By.id(id));
  }

  void awaitText(String css, String part) {
    await(part + " in " + css)
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(StaleElementReferenceException.class)
        .untilAsserted(() -> assertThat(find(css).getText()).contains(part));
  }

  void awaitGone(String css) {
    await("gone: " + css)
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(StaleElementReferenceException.class)
        .untilAsserted(() -> assertThat(all(css)).noneMatch(WebElement::isDisplayed));
  }

  private static void retry(Runnable action) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(StaleElementReferenceException.class)
        .untilAsserted(action::run);
  }

  Object run(String script, Object... arguments) {
    return Objects.requireNonNullElse(driver.executeScript(script, arguments), "");
  }

  /** A script that calls its last argument with the result. */
  Object runLong(String script, Object... arguments) {
    driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(2));
    return Objects.requireNonNullElse(driver.executeAsyncScript(script, arguments), "");
  }

  void tab() {
    keys(Keys.TAB);
  }

  /**
   * What the console said since the last call: errors, warnings, broken rules of the content
   * security policy.
   */
  List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Host and port of all that was asked for since the last call. */
  Set<String> hosts() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> JsonMapper.shared().readTree(entry.getMessage()).path("message"))
        .filter(message -> message.path("method").asString("").equals("Network.requestWillBeSent"))
        .map(message -> message.path("params").path("request").path("url"))
        .map(JsonNode::asString)
        .filter(url -> url.startsWith("http") || url.startsWith("ws"))
        .map(url -> URI.create(url).getAuthority())
        .collect(Collectors.toSet());
  }

  /** What is seen, as a PNG of this many pixels. */
  byte[] screenshot(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    runLong("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))");
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
