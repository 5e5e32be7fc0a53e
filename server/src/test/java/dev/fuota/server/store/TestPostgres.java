package dev.fuota.server.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * PostgreSQL for tests: the tests' own, one for all of them, which ends with the JVM. Whoever is
 * not {@code postgres} must say a password.
 */
final class TestPostgres {
  static final String USER = "fuota";
  static final String PASSWORD = "a 'secret'";

  private static final TestPostgres SHARED = new TestPostgres();

  private final EmbeddedPostgres server;
  private int databases;

  TestPostgres() {
    try {
      Path access = Files.createTempFile("pg", ".hba");
      Files.writeString(
          access,
          """
          host all postgres 127.0.0.1/32 trust
          host all all 127.0.0.1/32 scram-sha-256
          """);
      server =
          EmbeddedPostgres.builder()
              .setServerConfig("hba_file", access.toString())
              .setServerConfig("fsync", "off")
              .setErrorRedirector(Redirect.DISCARD)
              .setOutputRedirector(Redirect.DISCARD)
              .start();
      run("CREATE ROLE " + USER + " LOGIN PASSWORD 'a ''secret'''");
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  static TestPostgres shared() {
    return SHARED;
  }

  /** Makes an empty database. */
  String database() {
    String name = "test" + databases++;
    run("CREATE DATABASE " + name + " OWNER " + USER);
    return name;
  }

  StoreSettings settings(String database, Path folder) {
    return settings(database, folder, PASSWORD);
  }

  StoreSettings settings(String database, Path folder, String password) {
    try {
      Path passwordFile = Files.writeString(folder.resolve("password"), password + "\n");
      Path keyFile = folder.resolve("master.key");
      if (!Files.exists(keyFile)) {
        MasterKey.create(keyFile, new SplittableRandom(5));
      }
      return StoreSettings.of(
          "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database,
          Optional.of(USER),
          Optional.of(passwordFile),
          Optional.of(keyFile),
          new SplittableRandom(6));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** Runs a statement as the database's administrator. */
  void run(String sql) {
    run("postgres", sql);
  }

  void run(String database, String sql) {
    try (Connection connection = server.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException problem) {
      throw new IllegalStateException(problem);
    }
  }

  void stop() {
    try {
      server.close();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
