package dev.fuota.device.config;

import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.lorawan.region.Region;
import dev.fuota.settings.SettingProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * {@code agent.yaml}: one device as a daemon.
 *
 * @param lorawan empty with {@code link: msu}, which is none
 * @param state the directory that is its own: nobody else may write there
 * @param trust who may sign images; empty: the key of the samples, which everybody knows
 * @param socket where it tells how it is
 * @param realtime whether the thread of the receive windows asks for real-time scheduling
 */
public record AgentFile(
    Optional<LorawanSettings> lorawan,
    Path state,
    FlashSettings flash,
    Optional<TrustedKeys> trust,
    LinkSettings link,
    TargetSettings target,
    Path socket,
    LogSettings log,
    boolean realtime) {

  /**
   * Where a LoRaWAN device is.
   *
   * @throws java.util.NoSuchElementException if it is none
   */
  public Region region() {
    return lorawan.orElseThrow().region();
  }

  /**
   * Who a LoRaWAN device is.
   *
   * @throws java.util.NoSuchElementException if it is none
   */
  public DeviceSettings device() {
    return lorawan.orElseThrow().device();
  }

  /**
   * Reads it, and the keys that it names.
   *
   * @param environment of the process: systemd says there where state, credentials and sockets are
   * @throws SettingProblem if it cannot be used; one line with the place and what to do
   * @throws IOException if it cannot be read
   */
  public static AgentFile read(Path file, Map<String, String> environment) throws IOException {
    return new AgentFileReader(file.toAbsolutePath(), environment)
        .read(file.toString(), Files.readString(file));
  }
}
