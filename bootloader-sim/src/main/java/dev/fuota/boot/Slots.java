package dev.fuota.boot;

import dev.fuota.hal.flash.Flash;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verdict.Accepted;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The slots of one boot, and what images are in them. What was verified in this boot is not
 * verified again until somebody writes.
 */
final class Slots {
  private final Layout layout;
  private final BootConfig config;
  private final BootJournal journal;
  private final Map<BootSlot, Verdict> verified = new EnumMap<>(BootSlot.class);

  Slots(Layout layout, BootConfig config, BootJournal journal) {
    this.layout = layout;
    this.config = config;
    this.journal = journal;
  }

  Layout layout() {
    return layout;
  }

  /** The slot that runs, an image on trial apart. */
  BootSlot active() {
    return layout.strategy().runsFromBoth()
        ? journal.active().orElseGet(this::factoryChoice)
        : BootSlot.PRIMARY;
  }

  /** Before the first update: of two images that can run the higher version, else the primary. */
  private BootSlot factoryChoice() {
    return layout.strategy() == Strategy.DIRECT_XIP
            && isBelow(BootSlot.PRIMARY, BootSlot.SECONDARY)
            && !slot(BootSlot.SECONDARY).trailer().hasMagic()
        ? BootSlot.SECONDARY
        : BootSlot.PRIMARY;
  }

  private boolean isBelow(BootSlot one, BootSlot other) {
    Optional<ImageVersion> here = version(one);
    Optional<ImageVersion> there = version(other);
    return there.isPresent() && (here.isEmpty() || here.get().compareTo(there.get()) < 0);
  }

  FlashSlot slot(BootSlot slot) {
    return at(layout.partitions().slot(slot));
  }

  /** Where an update waits. */
  FlashSlot waiting() {
    return at(layout.waiting(active()));
  }

  FlashSlot at(Flash flash) {
    return new FlashSlot(flash, config.verification());
  }

  /** Something was written. */
  void forget() {
    verified.clear();
  }

  /** Whether the image at the start of the slot may run. */
  Verdict verify(BootSlot slot) {
    return verified.computeIfAbsent(
        slot, s -> slot(s).verify(policy(Optional.empty(), slot(s).length())));
  }

  Optional<ImageVersion> version(BootSlot slot) {
    return verify(slot) instanceof Accepted accepted
        ? Optional.of(accepted.image().version())
        : Optional.empty();
  }

  /** Whether the slot holds the image with this digest, and it may run. */
  boolean holds(BootSlot slot, Bytes digest) {
    return verify(slot) instanceof Accepted accepted && accepted.digest().equals(digest);
  }

  /** What waits, as an update of the running image. */
  Verdict verifyUpdate() {
    ImagePolicy policy = resultPolicy();
    Verdict verdict = waiting().verify(packed(policy));
    return verdict.isAccepted() ? verdict : unpacked(policy).orElse(verdict);
  }

  /** What waits, where its installation has begun: the running version was compared then. */
  Verdict verifyAgain() {
    return verifyAgain(waiting());
  }

  Verdict verifyAgain(FlashSlot place) {
    return place.verify(packed(updatePolicy(Optional.empty())));
  }

  /** What an update must be when it runs. */
  ImagePolicy resultPolicy() {
    return updatePolicy(version(active()));
  }

  ImagePolicy updatePolicy(Optional<ImageVersion> runningVersion) {
    return policy(runningVersion, layout.imageMax(active()));
  }

  private ImagePolicy packed(ImagePolicy policy) {
    ImagePolicy cipher = config.decryption().map(policy::withDecryption).orElse(policy);
    return cipher.withPackages(true).withPlainSlot(false);
  }

  /**
   * The image that this bootloader itself decrypted where it waits. The plan that says so may be
   * that of the decryption or, right after, that of the installation.
   */
  private Optional<Verdict> unpacked(ImagePolicy policy) {
    return journal.plan().map(Plan::result).flatMap(result -> plain(policy, result));
  }

  private Optional<Verdict> plain(ImagePolicy policy, Bytes digest) {
    return waiting().verify(policy) instanceof Accepted accepted && accepted.digest().equals(digest)
        ? Optional.of(accepted)
        : Optional.empty();
  }

  /** How what waits becomes the image that runs. */
  Unpacking unpacking(Accepted accepted, FlashSlot place) {
    return new Unpacking(accepted, place.source(), slot(active()).source(), config.expansionRam());
  }

  Verdict prove(Unpacking unpacking) {
    return unpacking.prove(resultPolicy(), config.verification());
  }

  private ImagePolicy policy(Optional<ImageVersion> runningVersion, int slotLimit) {
    return new ImagePolicy(
            config.keys(), config.classId(), journal.securityCounter(), runningVersion, slotLimit)
        .withPlainSlot(true);
  }
}
