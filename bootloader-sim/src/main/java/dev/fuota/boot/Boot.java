package dev.fuota.boot;

import dev.fuota.boot.BootResult.Started;
import dev.fuota.boot.BootResult.Stuck;
import dev.fuota.boot.Decision.Phase;
import dev.fuota.boot.Decision.Waiting;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageTrailer;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verdict.Accepted;
import dev.fuota.protocol.image.Verdict.Reason;
import dev.fuota.protocol.image.Verdict.Refused;
import java.util.Optional;

/** One boot of {@link Bootloader}. */
final class Boot {
  /** How many times a copy is begun whose pages read back right and whose digest is wrong. */
  private static final int ROUNDS = 3;

  private static final Refused NOTHING_WAITS =
      new Refused(Reason.MALFORMED, "no image is marked ready");

  private final BootPartitions partitions;
  private final BootConfig config;
  private final BootJournal journal;
  private final FlashSlot primary;
  private final FlashSlot download;

  Boot(BootPartitions partitions, BootConfig config, BootJournal journal) {
    this.partitions = partitions;
    this.config = config;
    this.journal = journal;
    this.primary = new FlashSlot(partitions.primary(), config.verification());
    this.download = new FlashSlot(partitions.secondary(), config.verification());
  }

  BootResult run() {
    BootJournal.State state = journal.state();
    boolean pending = download.isPending();
    Verdict verdict = checkDownload(state.phase(), pending);
    return switch (Decision.of(state.phase(), classify(state.phase(), pending, verdict))) {
      case FINISH -> finish();
      case CONTINUE -> resume((Accepted) verdict, state);
      case INSTALL -> install((Accepted) verdict);
      case REFUSE -> refuse((Refused) verdict);
      case START -> start();
    };
  }

  private Verdict checkDownload(Phase phase, boolean pending) {
    return switch (phase) {
      // The running version was checked before the journal began to name this image.
      case COPYING -> download.verify(downloadPolicy(Optional.empty()));
      case FAILED -> download.verify(downloadPolicy(runningVersion()));
      case INSTALLED -> NOTHING_WAITS;
      case IDLE -> pending ? download.verify(downloadPolicy(runningVersion())) : NOTHING_WAITS;
    };
  }

  private Waiting classify(Phase phase, boolean pending, Verdict verdict) {
    boolean installing = phase == Phase.COPYING || phase == Phase.FAILED;
    if (installing && holdsRecorded(verdict)) {
      return Waiting.RECORDED;
    }
    if (!pending) {
      return Waiting.NOTHING;
    }
    return verdict.isAccepted() ? Waiting.NEW : Waiting.BAD;
  }

  private boolean holdsRecorded(Verdict verdict) {
    return verdict instanceof Accepted accepted
        && journal.digest().equals(Optional.of(accepted.digest()));
  }

  private BootResult install(Accepted waiting) {
    journal.begin(waiting.digest());
    return copy(waiting, 1, 0);
  }

  private BootResult resume(Accepted waiting, BootJournal.State state) {
    Verdict verdict = verifyPrimary();
    // Whole already, if the journal could not take the last record: then nothing is worn again.
    return holdsRecorded(verdict)
        ? copied((Accepted) verdict)
        : copy(waiting, state.round(), state.nextPage());
  }

  private BootResult copy(Accepted waiting, int round, int firstPage) {
    PageCopy copy =
        new PageCopy(partitions.secondary(), partitions.primary(), waiting.image().totalLength());
    for (int page = firstPage; page < copy.pages(); page++) {
      if (!copy.copy(page)) {
        return fail("page " + page + " of the primary slot cannot be written");
      }
      recordProgress(round, page + 1);
    }
    Verdict verdict = verifyPrimary();
    if (holdsRecorded(verdict)) {
      return copied((Accepted) verdict);
    }
    if (round >= ROUNDS) {
      return fail("the copy in the primary slot does not have the digest of the image");
    }
    journal.copying(round + 1, 0);
    return copy(waiting, round + 1, 0);
  }

  private void recordProgress(int round, int nextPage) {
    try {
      journal.copying(round, nextPage);
    } catch (FlashFault worn) {
      // The record before still holds: at worst the pages since are copied once more. To give up
      // here would leave half an image because of a journal that nobody needs when all goes well.
    }
  }

  private BootResult copied(Accepted running) {
    // Before the source goes: from here on nobody looks for it.
    journal.installed();
    return conclude(running);
  }

  private BootResult finish() {
    Verdict verdict = verifyPrimary();
    if (!holdsRecorded(verdict)) {
      // What was proven has changed since; the source may still be whole.
      journal.copying(1, 0);
      return run();
    }
    return conclude((Accepted) verdict);
  }

  private BootResult conclude(Accepted running) {
    raiseSecurityCounter(running);
    Flash slot = partitions.secondary();
    int trailerSector = slot.geometry().sectorCount() - 1;
    if (trailerSector > 0) {
      slot.erase(0);
    }
    slot.erase(trailerSector);
    journal.idle();
    return started(running, true);
  }

  private BootResult refuse(Refused refused) {
    // The reason first: the mark may be gone when the power is.
    journal.refused(refused.toString());
    partitions.secondary().erase(partitions.secondary().geometry().sectorCount() - 1);
    return start();
  }

  private BootResult fail(String reason) {
    journal.failed(reason);
    return start();
  }

  private BootResult start() {
    Verdict verdict = verifyPrimary();
    if (!(verdict instanceof Accepted running)) {
      return new Stuck(verdict.toString(), journal.refused());
    }
    if (journal.state().phase() == Phase.COPYING) {
      // Somebody put a whole image here by other means: the journal speaks of a copy that is over.
      journal.idle();
    }
    raiseSecurityCounter(running);
    return started(running, false);
  }

  BootResult startWithoutWriting(FlashFault fault) {
    Optional<String> reason = Optional.of(fault.toString());
    Verdict verdict = verifyPrimary();
    return verdict instanceof Accepted running
        ? new Started(
            running.image().version(), running.digest(), BootSlot.PRIMARY, false, false, reason)
        : new Stuck(verdict.toString(), reason);
  }

  private Started started(Accepted running, boolean installed) {
    return new Started(
        running.image().version(),
        running.digest(),
        BootSlot.PRIMARY,
        installed,
        false,
        journal.refused());
  }

  private void raiseSecurityCounter(Accepted running) {
    running.image().securityCounter().ifPresent(journal::raiseSecurityCounter);
  }

  private Optional<ImageVersion> runningVersion() {
    return verifyPrimary() instanceof Accepted running
        ? Optional.of(running.image().version())
        : Optional.empty();
  }

  private Verdict verifyPrimary() {
    return primary.verify(policy(Optional.empty(), primary.length()));
  }

  private ImagePolicy downloadPolicy(Optional<ImageVersion> runningVersion) {
    int beforeTrailer = ImageTrailer.of(download.length()).startOffset();
    return policy(runningVersion, Math.min(primary.length(), beforeTrailer));
  }

  private ImagePolicy policy(Optional<ImageVersion> runningVersion, int slotLimit) {
    return new ImagePolicy(
        config.keys(), config.classId(), journal.securityCounter(), runningVersion, slotLimit);
  }
}
