package dev.fuota.boot;

import dev.fuota.hal.flash.FlashFault;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import dev.fuota.protocol.expand.Expansion;
import dev.fuota.protocol.expand.InPlace;
import dev.fuota.protocol.expand.Payload;
import dev.fuota.protocol.expand.RamBudget;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verdict.Accepted;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import dev.fuota.protocol.image.Verification;
import java.util.Optional;

/**
 * How what waits becomes the image that runs: decrypted, expanded, applied to the running image.
 *
 * @param waiting what waits, verified
 * @param source where it lies
 * @param base the running image
 */
record Unpacking(Accepted waiting, ImageSource source, ImageSource base, int ram) {

  /** Whether it cannot run as it lies. */
  boolean isNeeded() {
    return waiting.cipher().isPresent() || isPackage();
  }

  private boolean isPackage() {
    Decoded<Payload> payload = Payload.of(waiting.image());
    return !(payload instanceof Decoded.Ok<Payload> ok && ok.get() instanceof Payload.Whole);
  }

  boolean isDelta() {
    return isPackage() && expansion().value().filter(Expansion::isDelta).isPresent();
  }

  Optional<InPlace> inPlace() {
    return isPackage() ? expansion().value().flatMap(Expansion::inPlace) : Optional.empty();
  }

  private Decoded<Expansion> expansion() {
    return Expansion.of(waiting.image(), waiting.plain(source));
  }

  /** Expands once without writing, and checks all there is to check; accepted is the result. */
  Verdict prove(ImagePolicy policy, Verification verification) {
    if (!isPackage()) {
      return waiting;
    }
    try {
      Decoded<Expansion> expansion = expansion();
      return expansion instanceof Malformed<Expansion> malformed
          ? new Refused(Reason.MALFORMED, malformed.detail())
          : expansion.value().orElseThrow().prove(base, policy, verification, new RamBudget(ram));
    } catch (FlashFault unreadable) {
      return new Refused(Reason.MALFORMED, "what waits cannot be read: " + unreadable.getMessage());
    }
  }

  /** The image that runs, from what was proven. */
  ImageSource open(int length) {
    return open(base, length);
  }

  ImageSource open(ImageSource old, int length) {
    return isPackage()
        ? expansion().value().orElseThrow().open(old, length, new RamBudget(ram))
        : waiting.plain(source);
  }
}
