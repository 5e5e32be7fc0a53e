package dev.fuota.junit;

import dev.fuota.fleet.scenario.ReadyScenarios;
import dev.fuota.fleet.scenario.ReadyScenarios.Ready;
import dev.fuota.protocol.codec.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * The text of a scenario, and where it came from.
 *
 * @param name for messages, and what the command line takes for it
 * @param text of the scenario
 * @param files gives the content of a file that the scenario names
 * @param inCode whether it was built in code, so that no file has it
 */
record ScenarioSource(String name, String text, Function<String, Bytes> files, boolean inCode) {
  private static final int OCTETS_MAX = 64 << 20;

  /** One that was built in code. */
  static ScenarioSource of(FleetBuilder built) {
    return new ScenarioSource("the scenario in code", built.text(), ScenarioSource::noFile, true);
  }

  private static Bytes noFile(String name) {
    throw new IllegalArgumentException("there are no files beside this scenario: " + name);
  }

  /**
   * Finds a scenario: a resource beside a test or at the root of its class path, a file, or a ready
   * one.
   *
   * @throws ExtensionConfigurationException if it is none of these, or cannot be read
   */
  static ScenarioSource find(String named, Class<?> test) {
    URL beside = test.getResource(named);
    URL resource = beside == null ? test.getResource("/" + named) : beside;
    if (resource != null) {
      return resource(resource);
    }
    Optional<Path> file = file(named);
    if (file.isPresent()) {
      return file(file.get());
    }
    return ReadyScenarios.named(named)
        .map(ScenarioSource::ready)
        .orElseThrow(() -> new ExtensionConfigurationException(nowhere(named, test)));
  }

  private static ScenarioSource ready(Ready ready) {
    return new ScenarioSource(ready.name(), ready.yaml(), ScenarioSource::noFile, false);
  }

  private static String nowhere(String named, Class<?> test) {
    String ready = ReadyScenarios.all().stream().map(Ready::name).collect(Collectors.joining(", "));
    return "no scenario '%s': no resource beside %s or at the root of its class path, no file in %s, no ready scenario (%s)"
        .formatted(named, test.getName(), Path.of("").toAbsolutePath(), ready);
  }

  private static Optional<Path> file(String named) {
    try {
      return Optional.of(Path.of(named)).filter(Files::isRegularFile);
    } catch (InvalidPathException noName) {
      return Optional.empty();
    }
  }

  private static ScenarioSource resource(URL url) {
    if (url.getProtocol().equals("file")) {
      return file(Path.of(URI.create(url.toString())));
    }
    return new ScenarioSource(
        url.toString(), text(read(url)), name -> read(beside(url, name)), false);
  }

  private static URL beside(URL url, String name) {
    try {
      return new URL(url, name);
    } catch (MalformedURLException bad) {
      throw new ExtensionConfigurationException(url + " names a file " + name, bad);
    }
  }

  private static ScenarioSource file(Path file) {
    Path here = Path.of("").toAbsolutePath();
    String shown = (file.startsWith(here) ? here.relativize(file) : file).toString();
    return new ScenarioSource(
        shown, text(read(url(file))), name -> read(url(file.resolveSibling(name))), false);
  }

  private static URL url(Path file) {
    try {
      return file.toUri().toURL();
    } catch (MalformedURLException bad) {
      throw new ExtensionConfigurationException(file + " cannot be read", bad);
    }
  }

  /** The text of a file that the scenario names. */
  String textOf(String file) {
    return text(files.apply(file));
  }

  private static String text(Bytes octets) {
    return new String(octets.toArray(), StandardCharsets.UTF_8);
  }

  private static Bytes read(URL url) {
    try (InputStream in = url.openStream()) {
      byte[] octets = in.readNBytes(OCTETS_MAX + 1);
      if (octets.length > OCTETS_MAX) {
        throw new ExtensionConfigurationException(url + " has more than 64 MiB");
      }
      return Bytes.of(octets);
    } catch (IOException e) {
      throw new ExtensionConfigurationException(url + " cannot be read: " + e.getMessage(), e);
    }
  }
}
