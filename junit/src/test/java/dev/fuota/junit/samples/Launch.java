package dev.fuota.junit.samples;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.FileEntry;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test classes with the JUnit that it was loaded beside, and tells by texts what came of it.
 */
public final class Launch implements TestExecutionListener {
  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  private Launch() {}

  /**
   * Runs them, one after the other.
   *
   * @param parameters of the configuration
   * @return {@code name|passed}, {@code name|failed|message}, {@code name|entry|key|value} and
   *     {@code name|file|path}, in the order in which they came
   */
  public static List<String> of(List<String> classes, Map<String, String> parameters) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(classes.stream().map(DiscoverySelectors::selectClass).toList())
            .configurationParameters(parameters)
            .build();
    Launch launch = new Launch();
    LauncherFactory.create().execute(request, launch);
    return List.copyOf(launch.lines);
  }

  /** The version of the engine that runs them. */
  public static String version() {
    return Optional.ofNullable(
            org.junit.jupiter.engine.JupiterTestEngine.class
                .getPackage()
                .getImplementationVersion())
        .orElse("unknown");
  }

  private void say(TestIdentifier test, String what) {
    lines.add(test.getDisplayName().replaceAll("\\(.*", "") + "|" + what);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest() || result.getThrowable().isPresent()) {
      String failure =
          result
              .getThrowable()
              .map(thrown -> "failed|" + thrown.getClass().getName() + ": " + thrown.getMessage())
              .orElse("passed");
      say(test, failure);
    }
  }

  @Override
  public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
    entry.getKeyValuePairs().forEach((key, value) -> say(test, "entry|" + key + "|" + value));
  }

  @Override
  public void fileEntryPublished(TestIdentifier test, FileEntry file) {
    say(test, "file|" + file.getPath());
  }
}
