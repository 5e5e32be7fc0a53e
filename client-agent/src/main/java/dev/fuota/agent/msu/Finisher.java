package dev.fuota.agent.msu;

import dev.fuota.hal.file.FileResult;
import dev.fuota.hal.file.PartFile;
import dev.fuota.protocol.msu.Notification;
import dev.fuota.protocol.msu.StatusCode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * What becomes of a file that is over: CRC, signature, destination, in this order (MSU-106,
 * MSU-107; digest 7.7). Nothing reaches the destination that did not pass what comes before.
 */
final class Finisher {
  private static final int PIECE = 1 << 16;

  private final MsuContext context;

  Finisher(MsuContext context) {
    this.context = context;
  }

  /**
   * The result.
   *
   * @param askAgain nothing is over: the suspect chunks are to be received once more
   * @param received what is at its destination
   */
  record Outcome(StatusCode code, boolean askAgain, Optional<ReceivedFile> received) {
    static Outcome failed(StatusCode code) {
      return new Outcome(code, false, Optional.empty());
    }
  }

  Outcome finish(Transfer transfer, Session session, StatusCode given, long securityVersion) {
    if (!given.equals(StatusCode.NONE)) {
      transfer.keep(false);
      return Outcome.failed(given);
    }
    Optional<StatusCode> disk = Transfer.failure(transfer.file().force());
    if (disk.isPresent()) {
      transfer.keep(false);
      return Outcome.failed(disk.get());
    }
    Notification announced = transfer.notification();
    PartFile content = transfer.file().octets.part();
    Optional<Long> crc = crc(content, announced.geometry().fileSize());
    if (crc.isEmpty()) {
      transfer.keep(false);
      return Outcome.failed(StatusCode.IO);
    }
    return crc.get() == announced.fileCrc()
        ? check(transfer, session, securityVersion)
        : mismatch(transfer); // MSU-072
  }

  private static Outcome mismatch(Transfer transfer) {
    ActiveFile file = transfer.file();
    if (!file.suspects.isEmpty() && !file.secondChance) { // MSU-X06, attack S2
      file.forgetSuspects();
      return new Outcome(StatusCode.NONE, true, Optional.empty());
    }
    transfer.discard();
    return Outcome.failed(StatusCode.CRC_MISMATCH);
  }

  private Outcome check(Transfer transfer, Session session, long securityVersion) {
    Notification announced = transfer.notification();
    PartFile content = transfer.file().octets.part();
    long length = announced.geometry().fileSize();
    SignaturePolicy signature = context.config().signature;
    if (signature != null) { // MSU-X07, attack S1
      SignaturePolicy.Judged judged =
          signature.judge(
              content,
              length,
              new SignaturePolicy.Expected(
                  announced.kind(), context.config().installedVersion, securityVersion));
      if (!judged.code().equals(StatusCode.NONE)) {
        transfer.keep(false);
        return Outcome.failed(judged.code());
      }
      length = judged.payloadLength();
    }
    return deliver(transfer, session, received(transfer, content, length));
  }

  private static ReceivedFile received(Transfer transfer, PartFile content, long length) {
    Notification announced = transfer.notification();
    List<String> directories =
        announced.destPath().stream()
            .flatMap(path -> Arrays.stream(path.split("/", -1)))
            .filter(component -> !component.isEmpty())
            .toList();
    return new ReceivedFile(
        announced.fileNumber(),
        announced.fileName(),
        directories,
        FileStore.part(transfer.slot()),
        content,
        length);
  }

  private Outcome deliver(Transfer transfer, Session session, ReceivedFile file) {
    Delivery delivery = context.ports.destination().deliver(file);
    if (delivery instanceof Delivery.Refused refused) {
      context.notice(file.fileName() + ": " + refused.sentence());
      transfer.keep(false);
      return Outcome.failed(refused.code());
    }
    session.done |= 1 << file.fileNumber();
    transfer.discard();
    return new Outcome(StatusCode.NONE, false, Optional.of(file));
  }

  private static Optional<Long> crc(PartFile content, long length) {
    CRC32 crc = new CRC32();
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    for (long at = 0; at < length; at += PIECE) {
      piece.clear().limit((int) Math.min(PIECE, length - at));
      if (content.read(at, piece) instanceof FileResult.Failed) {
        return Optional.empty();
      }
      crc.update(piece.flip());
    }
    return Optional.of(crc.getValue());
  }
}
