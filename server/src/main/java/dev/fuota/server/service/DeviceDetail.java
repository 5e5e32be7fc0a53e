package dev.fuota.server.service;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A device within a campaign, the components of its {@link DeviceView}, and what was said.
 *
 * @param messages the newest 64 to and from the device, the oldest first
 * @param registered what the registry holds of it, without keys; empty once it was removed
 */
public record DeviceDetail(
    String device,
    int part,
    String name,
    Optional<String> version,
    DeviceView.Fate outcome,
    String reason,
    Map<String, DeviceView.StageStatus> stages,
    OptionalInt missing,
    List<Message> messages,
    Optional<RegisteredDevice> registered) {

  /**
   * A message.
   *
   * @param direction "up" or "down"
   * @param hex its payload, decrypted
   * @param text what it says
   */
  public record Message(Instant at, String direction, int port, String hex, String text) {}
}
