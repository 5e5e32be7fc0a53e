package dev.fuota.boot.mcuboot;

import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verdict.Accepted;
import java.util.Optional;

/** Puts together what a boot came to. */
final class Outcome {
  private final Device device;
  private boolean installed;
  private Optional<String> refused = Optional.empty();

  Outcome(Device device) {
    this.device = device;
  }

  void setInstalled() {
    installed = true;
  }

  void setRefused(String reason) {
    refused = Optional.of(reason);
  }

  void setRefused(Verdict verdict) {
    verdict.refused().ifPresent(why -> setRefused(why.toString()));
  }

  McubootResult started(Area slot, Verdict verdict, boolean trial) {
    return verdict instanceof Accepted accepted
        ? new McubootResult.Started(
            accepted.image().version(),
            Optional.of(accepted.digest()),
            slot == device.secondary(),
            installed,
            trial,
            refused)
        : failed(verdict.toString());
  }

  McubootResult startedUnverified(Area slot, boolean trial) {
    return new McubootResult.Started(
        device.header(slot).version(),
        Optional.empty(),
        slot == device.secondary(),
        installed,
        trial,
        refused);
  }

  McubootResult failed(String reason) {
    return new McubootResult.Failed(reason, refused);
  }

  McubootResult panicked(String reason) {
    return new McubootResult.Panicked(reason, refused);
  }
}
