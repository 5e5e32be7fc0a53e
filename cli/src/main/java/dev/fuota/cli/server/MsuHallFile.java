package dev.fuota.cli.server;

import dev.fuota.cli.msu.MsuLogin;
import dev.fuota.cli.msu.MsuNetworkOptions;
import dev.fuota.cli.msu.MsuSendOptions;
import dev.fuota.cli.msu.MsuSiteOptions;
import dev.fuota.settings.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * Reads a network of MSU from the server's file. Its keys are the options of {@code fuota msu
 * send}, and are read as those are, so that both know the same words and ranges.
 */
final class MsuHallFile {
  /** Keys that are files, relative to the server's file. */
  private static final List<String> FILES = List.of("passwordFile", "siteKey", "serverKey");

  /** Keys that are true or false. */
  private static final List<String> FLAGS = List.of("plain", "coded");

  private static final List<String> TEXTS =
      List.of(
          "interface",
          "discovery",
          "ttl",
          "receiveBuffer",
          "group",
          "rate",
          "timers",
          "frameSize",
          "user",
          "siteKeyId",
          "serverKeyId",
          "hardwareId",
          "productId");

  /** What stands there. */
  static final List<String> KEYS = keys();

  private MsuHallFile() {}

  private static List<String> keys() {
    List<String> keys = new ArrayList<>(TEXTS);
    keys.add("name");
    keys.add("network");
    keys.addAll(FILES);
    keys.addAll(FLAGS);
    return List.copyOf(keys);
  }

  /** The options of a network of MSU. */
  @Command
  static final class Options {
    @Mixin MsuSendOptions send = new MsuSendOptions();
    @Mixin MsuSiteOptions site = new MsuSiteOptions();
    @Mixin MsuLogin login = new MsuLogin();
    @Mixin MsuNetworkOptions network = new MsuNetworkOptions();

    @Option(names = "--hardware-id")
    Optional<String> hardwareId = Optional.empty();

    @Option(names = "--product-id")
    Optional<String> productId = Optional.empty();
  }

  /**
   * Reads an entry.
   *
   * @param folder that files are relative to
   */
  static ServerSettings.Hall read(String name, Setting entry, Path folder) {
    List<String> arguments = new ArrayList<>();
    for (String key : TEXTS) {
      entry.find(key).ifPresent(it -> arguments.add(option(key) + "=" + it.text()));
    }
    for (String key : FILES) {
      entry.find(key).ifPresent(it -> arguments.add(option(key) + "=" + folder.resolve(it.text())));
    }
    for (String key : FLAGS) {
      if (entry.get(key, false, Setting::yesNo)) {
        arguments.add(option(key));
      }
    }
    Options options = new Options();
    try {
      new CommandLine(options).parseArgs(arguments.toArray(String[]::new));
    } catch (ParameterException bad) {
      throw entry.problem(String.valueOf(bad.getMessage()));
    }
    return new ServerSettings.Hall(name, options);
  }

  private static String option(String key) {
    return "--" + key.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** Whether an entry is about MSU. */
  static boolean isMsu(Setting entry) {
    return entry.find("network").filter(it -> it.text().equals("msu")).isPresent();
  }
}
