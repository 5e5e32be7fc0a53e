package dev.fuota.boot;

import dev.fuota.boot.BootJournal.State;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.nvm.JournalNvm;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImagePolicy;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the bootloader's records say, for somebody who looks into a flash.
 *
 * @param phase where the update stands, as {@code idle} or {@code trial}
 * @param count steps that are done; of a trial, how often it was started
 * @param strategy of the last update; empty before the first
 * @param image digest of the image of the last update
 * @param before digest of the image before it, if there is a way back
 * @param securityCounter the lowest that may run; empty if none is kept
 * @param active the slot that runs, where either may
 * @param refused why an image was refused or taken back
 */
public record JournalView(
    String phase,
    int count,
    Optional<Strategy> strategy,
    Optional<Bytes> image,
    Optional<Bytes> before,
    OptionalLong securityCounter,
    Optional<BootSlot> active,
    Optional<String> refused) {

  /** Reads the records in {@code partition}; what is not of our making counts as absent. */
  public static JournalView of(Flash partition) {
    JournalNvm nvm = new JournalNvm(partition);
    Optional<Strategy> strategy = BootJournal.lastStrategy(nvm);
    BootJournal journal = new BootJournal(nvm, strategy.orElse(Strategy.AB));
    State state = journal.state();
    long counter = journal.securityCounter();
    return new JournalView(
        state.phase().name().toLowerCase(Locale.ROOT),
        state.count(),
        strategy,
        journal.plan().map(Plan::result),
        journal.plan().flatMap(Plan::old),
        counter == ImagePolicy.NO_COUNTER ? OptionalLong.empty() : OptionalLong.of(counter),
        journal.active(),
        journal.refused());
  }
}
