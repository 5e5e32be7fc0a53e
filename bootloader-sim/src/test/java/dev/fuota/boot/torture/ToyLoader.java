package dev.fuota.boot.torture;

import dev.fuota.boot.ApplicationMarks;
import dev.fuota.boot.BootPartitions;
import dev.fuota.boot.BootResult;
import dev.fuota.boot.BootSlot;
import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.nvm.JournalNvm;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.KnownImages;
import dev.fuota.protocol.image.Verdict;
import dev.fuota.protocol.image.Verdict.Accepted;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The simplest bootloader that survives the torture, overwrite-only, and with one flaw it does not.
 */
final class ToyLoader implements Subject {
  private static final int STATE = 1;
  private static final int DIGEST = 2;
  private static final int COUNTER = 3;

  /** What is wrong with it. */
  enum Flaw {
    NONE,
    /** The journal names the next page before this one is programmed and read back. */
    NEXT_PAGE_TOO_EARLY,
    /** The mark and the record of the copy go before the copy is complete. */
    TRAILER_BEFORE_COPY,
    /** A page of the running image is erased before the waiting one is checked. */
    ERASE_BEFORE_CHECK,
    /** The page number is believed without a CRC. */
    RECORD_WITHOUT_CRC,
    /** A page is programmed as it was left by the cut. */
    PAGE_NOT_ERASED_AGAIN,
    /** The security counter is never raised. */
    COUNTER_NOT_RAISED,
    /** The mark stays, and every boot installs again. */
    MARK_STAYS,
    /** The mark is obeyed whatever it marks. */
    SIGNATURE_NOT_CHECKED
  }

  private final Flaw flaw;
  private final KnownImages images = new KnownImages();

  ToyLoader(Flaw flaw) {
    this.flaw = flaw;
  }

  @Override
  public BootResult boot(BootPartitions partitions) {
    return new Boot(partitions).run();
  }

  private final class Boot {
    private final Flash primary;
    private final Flash secondary;
    private final Flash journal;
    private final JournalNvm nvm;

    Boot(BootPartitions partitions) {
      primary = partitions.primary();
      secondary = partitions.secondary();
      journal = partitions.journal();
      nvm = new JournalNvm(journal);
    }

    BootResult run() {
      Optional<Integer> next = next();
      if (next.isPresent()) {
        install(next.get());
      } else if (new ApplicationMarks(secondary).isMarked()) {
        begin();
      }
      return start();
    }

    private Optional<Integer> next() {
      if (flaw == Flaw.RECORD_WITHOUT_CRC) {
        return rawNext();
      }
      return nvm.read(STATE).map(value -> (int) value[0]);
    }

    /** The last granule of the last sector that is not blank says it. */
    private Optional<Integer> rawNext() {
      int sector = journal.geometry().sectorCount() - 1;
      Optional<Integer> last = Optional.empty();
      for (int i = 0; i < journal.geometry().sectorSize() / 8; i++) {
        byte[] granule = new byte[8];
        try {
          journal.read(journal.geometry().sectorOffset(sector) + 8 * i, ByteBuffer.wrap(granule));
        } catch (FlashFault unreadable) {
          continue;
        }
        if (granule[0] != (byte) 0xff) {
          last = Optional.of(granule[0] & 0xff);
        }
      }
      return last.filter(page -> page != 0);
    }

    private void begin() {
      if (flaw == Flaw.ERASE_BEFORE_CHECK) {
        primary.erase(0);
      }
      Verdict verdict = verdict(secondary);
      if (flaw != Flaw.SIGNATURE_NOT_CHECKED && !verdict.isAccepted()) {
        new ApplicationMarks(secondary).unmark();
        return;
      }
      if (verdict instanceof Accepted accepted) {
        nvm.write(DIGEST, accepted.digest().toArray());
      }
      if (flaw == Flaw.RECORD_WITHOUT_CRC) {
        journal.erase(journal.geometry().sectorCount() - 1);
      }
      install(0);
    }

    private void install(int from) {
      int pages = secondary.geometry().sectorCount() - 1;
      if (flaw == Flaw.TRAILER_BEFORE_COPY) {
        finish();
      }
      for (int page = from; page < pages; page++) {
        if (flaw == Flaw.NEXT_PAGE_TOO_EARLY) {
          record(page + 1);
        }
        copy(page, from > 0 && page == from);
        if (flaw != Flaw.NEXT_PAGE_TOO_EARLY && flaw != Flaw.TRAILER_BEFORE_COPY) {
          record(page + 1);
        }
      }
      if (flaw != Flaw.TRAILER_BEFORE_COPY) {
        finish();
      }
    }

    private void record(int page) {
      if (flaw == Flaw.RECORD_WITHOUT_CRC) {
        byte[] granule = new byte[8];
        granule[0] = (byte) page;
        int sector = journal.geometry().sectorCount() - 1;
        int offset = journal.geometry().sectorOffset(sector) + 8 * (2 * page);
        journal.program(offset, ByteBuffer.wrap(granule));
      } else {
        nvm.write(STATE, new byte[] {(byte) page});
      }
    }

    private void finish() {
      if (flaw != Flaw.MARK_STAYS) {
        new ApplicationMarks(secondary).unmark();
      }
      if (flaw == Flaw.RECORD_WITHOUT_CRC) {
        journal.erase(journal.geometry().sectorCount() - 1);
      }
      nvm.delete(STATE);
    }

    private void copy(int page, boolean cut) {
      byte[] octets = new byte[primary.geometry().sectorSize()];
      secondary.read(secondary.geometry().sectorOffset(page), ByteBuffer.wrap(octets));
      byte[] there = new byte[octets.length];
      int offset = primary.geometry().sectorOffset(page);
      for (int attempt = 0; attempt < 3 && !Arrays.equals(octets, there); attempt++) {
        if (!(cut && flaw == Flaw.PAGE_NOT_ERASED_AGAIN)) {
          primary.erase(page);
        }
        primary.program(offset, ByteBuffer.wrap(octets));
        primary.read(offset, ByteBuffer.wrap(there));
      }
    }

    private BootResult start() {
      Verdict verdict = verdict(primary);
      if (verdict instanceof Accepted accepted) {
        long counter = accepted.image().securityCounter().orElse(0L);
        if (flaw != Flaw.COUNTER_NOT_RAISED && counter > counter()) {
          nvm.write(COUNTER, new byte[] {(byte) counter, 0, 0, 0});
        }
        return new BootResult.Started(
            accepted.image().version(),
            accepted.digest(),
            BootSlot.PRIMARY,
            false,
            false,
            Optional.empty());
      }
      return new BootResult.Stuck(verdict.toString(), Optional.empty());
    }

    private long counter() {
      return nvm.read(COUNTER).map(value -> (long) value[0]).orElse(0L);
    }

    private Verdict verdict(Flash slot) {
      byte[] octets = new byte[slot.geometry().size()];
      try {
        slot.read(0, ByteBuffer.wrap(octets));
      } catch (FlashFault unreadable) {
        return new Verdict.Refused(Verdict.Reason.MALFORMED, "unreadable");
      }
      ImageSource source = ImageSource.of(Bytes.of(octets));
      ImagePolicy policy = ImagePolicy.of(SmallUpdate.KEYS, octets.length);
      return images.verify(source, counter() > 0 ? policy.withSecurityCounter(counter()) : policy);
    }
  }
}
