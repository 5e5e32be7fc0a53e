package dev.fuota.tests.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
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
 * A headless Chromium that reads pages from files. Tests that need one run where Debian's packages
 * {@code chromium} and {@code chromium-driver} are at hand, and are skipped elsewhere.
 */
final class PageBrowser implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;

  private PageBrowser(ChromeDriver driver) {
    this.driver = driver;
  }

  static PageBrowser open() {
    LOG.setLevel(Level.SEVERE); // it warns that it does not know the newest tools for developers
    Optional<Path> browser = onPath("chromium");
    Optional<Path> steered = onPath("chromedriver");
    assumeTrue(browser.isPresent() && steered.isPresent(), "no Chromium with its driver here");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.orElseThrow().toFile());
    options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(steered.orElseThrow().toFile())
            .usingAnyFreePort()
            .build();
    return new PageBrowser(new ChromeDriver(service, options));
  }

  private static Optional<Path> onPath(String command) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(entry -> Path.of(entry, command))
        .filter(Files::isExecutable)
        .findFirst();
  }

  void visit(Path page) {
    driver.get(page.toUri().toString());
  }

  /** As the user's system prefers. */
  void scheme(String lightOrDark) {
    var feature = Map.of("name", "prefers-color-scheme", "value", lightOrDark);
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  /** The size of the page's window. */
  void size(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  void keys(Keys key) {
    driver.switchTo().activeElement().sendKeys(key);
  }

  Object run(String script) {
    return Objects.requireNonNullElse(driver.executeScript(script), "");
  }

  /** What the console said since the last call. */
  List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** All that was asked for since the last call. */
  List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> JsonMapper.shared().readTree(entry.getMessage()).path("message"))
        .filter(message -> message.path("method").asString("").equals("Network.requestWillBeSent"))
        .map(message -> message.path("params").path("request").path("url"))
        .map(JsonNode::asString)
        .toList();
  }

  /** What is seen, as a PNG. */
  byte[] screenshot() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
