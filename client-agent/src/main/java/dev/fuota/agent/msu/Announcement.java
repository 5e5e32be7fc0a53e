package dev.fuota.agent.msu;

import dev.fuota.hal.file.FileResult;
import dev.fuota.hal.file.PartFile;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.Notification;
import dev.fuota.protocol.msu.NotificationKind;
import dev.fuota.protocol.msu.Participation;
import dev.fuota.protocol.msu.StatusCode;
import java.util.Optional;

/** What a device makes of a Notification of its server (M-13 to M-15). */
final class Announcement {
  private Announcement() {}

  /** Why it does not concern this device now; empty if it does. */
  static Optional<Drop> drop(Notification announced, int groupId, Session session) {
    if (announced.groupId().orElse(groupId) != groupId) { // MSU-074
      return Optional.of(Drop.WRONG_GROUP);
    }
    return session.isDone(announced.fileNumber()) // MSU-X32
        ? Optional.of(Drop.ALREADY_DONE)
        : Optional.empty();
  }

  /** Why the file is not wanted, {@code NONE} if it is. Nothing was allocated yet (MSU-X01). */
  static StatusCode refusal(Notification announced, Connection connection, MsuClientConfig config) {
    boolean downgrade = announced.kind() == NotificationKind.DOWNGRADE;
    boolean wanted =
        Participation.decide(
            announced.kind(),
            connection.offered(),
            config.installedVersion,
            config.allowUnversioned);
    if (!wanted || (downgrade && !config.allowDowngrade)) { // attack S5
      return StatusCode.VERSION_POLICY;
    }
    if (!config.mayJoin(announced.group().address())) { // attack S13
      return StatusCode.BAD_PARAMETERS;
    }
    if (config.filePattern != null && !config.filePattern.matcher(announced.fileName()).matches()) {
      return StatusCode.NAME_POLICY;
    }
    return announced.geometry().chunks() > config.chunksMax
        ? StatusCode.RESOURCES
        : StatusCode.NONE;
  }

  /**
   * A store that was opened.
   *
   * @param failure why there is no file
   */
  record Opened(int slot, Optional<ActiveFile> file, StatusCode failure) {}

  /** Opens a store for the file, with what is held of the same file already (MSU-X22). */
  static Opened open(Notification announced, FileStore store, MsuLimits limits) {
    Optional<FileStore.Slot> held = store.reusable(limits, announced);
    int slot = held.map(FileStore.Slot::number).orElseGet(() -> store.free(limits));
    if (held.isEmpty()) {
      store.delete(slot); // no record may claim what other octets replace
    }
    FileResult<PartFile> part = store.open(slot, announced.geometry().fileSize());
    if (part instanceof FileResult.Ok<PartFile> ok) {
      FrameMap map =
          held.map(it -> new FrameMap(announced.geometry(), it.record().bits()))
              .orElseGet(() -> new FrameMap(announced.geometry()));
      return new Opened(slot, Optional.of(file(announced, map, ok.get())), StatusCode.NONE);
    }
    return new Opened(
        slot, Optional.empty(), Transfer.failure(part).orElse(StatusCode.IO)); // MSU-X12
  }

  /** Opens a store to go on with it. */
  static Optional<ActiveFile> reopen(FileStore.Slot slot, FileStore store) {
    Notification announced = slot.record().notification();
    FileResult<PartFile> part = store.open(slot.number(), announced.geometry().fileSize());
    if (part instanceof FileResult.Ok<PartFile> ok) {
      ActiveFile file =
          file(announced, new FrameMap(announced.geometry(), slot.record().bits()), ok.get());
      file.phase = slot.record().phase();
      file.rounds = slot.record().rounds();
      return Optional.of(file);
    }
    return Optional.empty();
  }

  private static ActiveFile file(Notification announced, FrameMap map, PartFile part) {
    return new ActiveFile(announced.fileNumber(), map, new ChunkFile(part, announced.geometry()));
  }
}
