package dev.fuota.cli.server;

import dev.fuota.cli.console.Console;
import dev.fuota.cli.io.InputFile;
import dev.fuota.cli.io.KeyFile;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.settings.Setting;
import java.nio.file.Path;
import java.util.List;

/** Reads {@code firmware} of the server's file: what deltas and compressed images are made with. */
final class FirmwareSection {
  private final Path folder;
  private final Console console;

  /** Paths are relative to {@code folder}. */
  FirmwareSection(Path folder, Console console) {
    this.folder = folder;
    this.console = console;
  }

  ServerSettings.Firmware read(Setting firmware) {
    firmware.only("signingKey", "baseImages");
    List<Bytes> bases =
        firmware.get("baseImages", List.<Setting>of(), Setting::items).stream()
            .map(it -> InputFile.read(folder.resolve(it.text()), "baseImages"))
            .toList();
    return new ServerSettings.Firmware(
        firmware.find("signingKey").map(it -> KeyFile.signing(console, folder.resolve(it.text()))),
        bases);
  }
}
