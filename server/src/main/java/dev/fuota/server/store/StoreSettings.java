package dev.fuota.server.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Where a store lies and what opens it. The password is in its file alone until the database is
 * opened.
 *
 * @param url {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST:PORT/NAME}, as its driver
 *     reads it, without a password
 * @param user of PostgreSQL; empty for what the driver takes then
 * @param passwordFile its first line is the password; empty if the server asks for none
 * @param key seals the keys in the database
 */
public record StoreSettings(
    String url, Optional<String> user, Optional<Path> passwordFile, MasterKey key) {
  static final String SQLITE = "jdbc:sqlite:";
  static final String POSTGRES = "jdbc:postgresql:";
  private static final int PASSWORD_FILE_MAX = 4096;

  /**
   * Checks the url.
   *
   * @throws StoreFault if it is of another database or has a password in it
   */
  public StoreSettings {
    check(url);
  }

  private static void check(String url) {
    if (!url.startsWith(SQLITE) && !url.startsWith(POSTGRES)) {
      throw new StoreFault(
          "the database is a file, or " + SQLITE + "FILE, or " + POSTGRES + "//HOST:PORT/NAME");
    }
    if (url.contains("password=")) {
      throw new StoreFault("the database's password belongs in a file, not in its address");
    }
  }

  /** A file of SQLite with its master key beside it, as {@link #of} has them. */
  public static StoreSettings sqlite(Path file, RandomGenerator random) {
    return of(file.toString(), Optional.empty(), Optional.empty(), Optional.empty(), random);
  }

  /**
   * What a configuration says. The master key of a new SQLite file is made: {@code FILE.key} if no
   * other file is named.
   *
   * @param database a url, or a file of SQLite
   * @param random of a kind that nobody can foretell
   * @throws StoreFault if the master key is not there and cannot be made, or the url is wrong
   */
  public static StoreSettings of(
      String database,
      Optional<String> user,
      Optional<Path> passwordFile,
      Optional<Path> masterKeyFile,
      RandomGenerator random) {
    String url = database.startsWith("jdbc:") ? database : SQLITE + database;
    check(url);
    if (url.startsWith(POSTGRES)) {
      Path keyFile =
          masterKeyFile.orElseThrow(
              () -> new StoreFault("PostgreSQL needs the setting masterKeyFile"));
      return new StoreSettings(url, user, passwordFile, MasterKey.read(keyFile));
    }
    return new StoreSettings(url, user, passwordFile, besideSqlite(url, masterKeyFile, random));
  }

  private static MasterKey besideSqlite(
      String url, Optional<Path> masterKeyFile, RandomGenerator random) {
    Path file = sqliteFile(url);
    Path keyFile = masterKeyFile.orElse(file.resolveSibling(file.getFileName() + ".key"));
    try {
      boolean isNew = !Files.exists(file) || Files.size(file) == 0;
      return isNew && !Files.exists(keyFile)
          ? MasterKey.create(keyFile, random)
          : MasterKey.read(keyFile);
    } catch (IOException problem) {
      throw Faults.of(file.toString(), problem);
    }
  }

  /** The file of an address of SQLite. */
  static Path sqliteFile(String url) {
    int end = url.indexOf('?');
    try {
      return Path.of(url.substring(SQLITE.length(), end < 0 ? url.length() : end));
    } catch (InvalidPathException problem) {
      throw new StoreFault("the database's name is no file's: " + problem.getMessage(), problem);
    }
  }

  Optional<String> password() {
    return passwordFile.map(StoreSettings::firstLine);
  }

  private static String firstLine(Path file) {
    try {
      if (Files.size(file) > PASSWORD_FILE_MAX) {
        throw new StoreFault(file + ": this is too long for a password");
      }
      return Files.readString(file).lines().findFirst().orElse("");
    } catch (IOException problem) {
      throw new StoreFault(file + ": the database's password cannot be read: " + problem, problem);
    }
  }
}
