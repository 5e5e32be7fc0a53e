package dev.fuota.cli.server;

import dev.fuota.cli.io.SecretFile;
import dev.fuota.monitor.MonitorSettings;
import dev.fuota.monitor.guard.ApiToken;
import dev.fuota.monitor.guard.MonitorFault;
import dev.fuota.monitor.guard.Role;
import dev.fuota.monitor.guard.TlsFiles;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.settings.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code http} of the server's file: where the page and the API are, and who may ask. */
final class HttpFile {
  private static final int PORT = 8080;

  /** Loopback alone, without tokens. */
  static final MonitorSettings USUAL = MonitorSettings.loopback(PORT);

  private static final Map<String, Role> ROLES = Map.of("read", Role.READ, "operate", Role.OPERATE);

  private final Path folder;

  /** Paths are relative to {@code folder}. */
  HttpFile(Path folder) {
    this.folder = folder;
  }

  MonitorSettings read(Setting http) {
    http.only("listen", "tokens", "tlsCertificate", "tlsKey");
    try {
      return new MonitorSettings(
          http.get("listen", USUAL.listen(), Addresses::socket),
          http.get("tokens", List.of(), this::tokens),
          tls(http),
          USUAL.fileMax(),
          USUAL.answer());
    } catch (MonitorFault fault) {
      throw http.problem(String.valueOf(fault.getMessage()));
    }
  }

  private List<ApiToken> tokens(Setting list) {
    List<ApiToken> tokens = new ArrayList<>();
    for (Setting item : list.items()) {
      item.only("name", "role", "sha256", "file");
      tokens.add(
          new ApiToken(
              item.get("name").text(),
              hash(item),
              item.get("role", Role.READ, it -> it.choice(ROLES))));
    }
    return tokens;
  }

  private Bytes hash(Setting item) {
    Optional<Setting> file = item.find("file");
    if (file.isPresent()) {
      return ApiToken.hash(SecretFile.read(folder.resolve(file.get().text())));
    }
    Setting sha256 = item.get("sha256");
    if (!sha256.text().matches("[0-9a-fA-F]{64}")) {
      throw sha256.problem("64 hexadecimal digits belong here, as sha256sum prints them");
    }
    return Bytes.of(HexFormat.of().parseHex(sha256.text()));
  }

  private Optional<TlsFiles> tls(Setting http) {
    Optional<Setting> certificate = http.find("tlsCertificate");
    if (certificate.isEmpty()) {
      http.find("tlsKey")
          .ifPresent(
              key -> {
                throw key.problem("there is no certificate to this key; add tlsCertificate:");
              });
      return Optional.empty();
    }
    return Optional.of(
        new TlsFiles(
            folder.resolve(certificate.get().text()), folder.resolve(http.get("tlsKey").text())));
  }
}
