package dev.fuota.cli.server;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.server.service.ServiceSettings;
import dev.fuota.settings.Setting;
import dev.fuota.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the file of {@code fuota server}. Paths in it are relative to its folder. */
final class ServerFile {
  private static final List<String> DATABASE =
      List.of("database", "databaseUser", "databasePasswordFile", "masterKeyFile");

  private final Path folder;
  private final Console console;

  private ServerFile(Path folder, Console console) {
    this.folder = folder;
    this.console = console;
  }

  /**
   * Reads a file.
   *
   * @throws dev.fuota.settings.SettingProblem if it says what cannot be
   */
  static ServerSettings read(Path file, Console console) {
    Path parent = file.toAbsolutePath().getParent();
    ServerFile reader = new ServerFile(parent == null ? Path.of("") : parent, console);
    return reader.settings(SettingsFile.read(file.toString(), text(file)));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new InputProblem(
          "FILE_UNREADABLE", file + " cannot be read; check the path and its permissions");
    }
  }

  private ServerSettings settings(Setting root) {
    root.find("campaign")
        .ifPresent(
            it -> {
              throw it.problem(
                  "campaigns are made while the server runs; remove this, and see fuota campaign"
                      + " create --help");
            });
    root.only("apiVersion", "server", "networks", "http", "defaults", "devices", "firmware");
    root.get("apiVersion").choice(Map.of("fuota/v1", 1));
    Setting server = root.get("server");
    List<ServerSettings.NetworkChoice> networks = networks(root, server);
    return new ServerSettings(
        networks,
        database(server),
        root.get("http", HttpFile.USUAL, new HttpFile(folder)::read),
        root.get("defaults", Map.of(), it -> defaults(it, networks)),
        root.find("devices")
            .map(it -> List.copyOf(new DevicesFile(folder).read(it).values()))
            .orElse(List.of()),
        root.find("firmware")
            .map(it -> new FirmwareSection(folder, console).read(it))
            .orElse(new ServerSettings.Firmware(Optional.empty(), List.of())));
  }

  /** Under {@code networks}, or the one that {@code server} itself is. */
  private List<ServerSettings.NetworkChoice> networks(Setting root, Setting server) {
    NetworkFile reader = new NetworkFile(folder);
    Optional<Setting> list = root.find("networks");
    if (list.isEmpty()) {
      server.only(known(server, List.of()));
      return List.of(reader.read(server));
    }
    server.only(DATABASE.toArray(String[]::new));
    List<ServerSettings.NetworkChoice> networks = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Setting entry : list.get().items()) {
      entry.only(known(entry, List.of("name")));
      ServerSettings.NetworkChoice network = reader.read(entry);
      if (!names.add(network.name())) {
        throw entry.problem("two networks are called " + network.name() + "; add name: to one");
      }
      networks.add(network);
    }
    if (networks.isEmpty()) {
      throw list.get().problem("no network; add - {region: EU868}");
    }
    return networks;
  }

  private static String[] known(Setting entry, List<String> others) {
    List<String> known = new ArrayList<>(others);
    known.add("network");
    known.addAll(NetworkFile.known(entry));
    if (others.isEmpty()) {
      known.addAll(DATABASE);
    }
    return known.toArray(String[]::new);
  }

  private Optional<ServerSettings.Database> database(Setting server) {
    Optional<Setting> place = server.find("database");
    if (place.isEmpty()) {
      for (String other : DATABASE) {
        server
            .find(other)
            .ifPresent(
                it -> {
                  throw it.problem(other + " is about a database; add database: server.db");
                });
      }
      return Optional.empty();
    }
    String text = place.get().text();
    return Optional.of(
        new ServerSettings.Database(
            text.startsWith("jdbc:") ? text : folder.resolve(text).toString(),
            server.find("databaseUser").map(Setting::text),
            path(server, "databasePasswordFile"),
            path(server, "masterKeyFile")));
  }

  private Optional<Path> path(Setting server, String key) {
    return server.find(key).map(it -> folder.resolve(it.text()));
  }

  /** Each at its place in the file, with what is allowed there (TP-18). */
  private static Map<String, String> defaults(
      Setting section, List<ServerSettings.NetworkChoice> networks) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : section.keys()) {
      Setting value = section.get(name);
      values.put(name, value.text());
      ServiceSettings.problems(Map.of(name, value.text()), networks.get(0).region())
          .forEach(
              problem -> {
                throw value.problem(problem.text());
              });
    }
    return values;
  }
}
