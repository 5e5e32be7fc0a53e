package dev.fuota.cli.agent;

import dev.fuota.agent.mac.MacConfig;
import dev.fuota.cli.console.InputProblem;
import dev.fuota.device.config.LinkSettings;
import dev.fuota.hal.net.EventLoop;
import java.util.Optional;
import java.util.function.Predicate;

/** The ground of a device with a transceiver, real or emulated. */
final class Radios {
  private Radios() {}

  static Ground ground(
      LinkSettings.Radio radio,
      MacConfig mac,
      EventLoop loop,
      LinkHealth health,
      Predicate<byte[]> guard) {
    if (radio.emulated().isPresent()) {
      return new GatewayGround(
          radio.emulated().get(), Optional.of(radio.board()), mac, loop, health, guard);
    }
    throw new InputProblem("RADIO", "not there yet");
  }
}
