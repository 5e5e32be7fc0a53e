package dev.fuota.protocol.msu;

import java.util.Optional;

/**
 * The size and the geometry in a Notification: judged before anything is divided by them, let alone
 * allocated.
 */
final class AnnouncedFile { // MSU-X01
  private AnnouncedFile() {}

  static Optional<FileGeometry> read(MsuReader in, MsuLimits limits) {
    long size = in.u32(4);
    in.require(size != 0, RejectReason.BAD_FILE_SIZE, "the File Size is 0"); // MSU-063
    int limit = in.u16(12);
    in.require(
        limit >= 1 && limit <= FileGeometry.SEQUENCE_LIMIT_MAX,
        RejectReason.BAD_SEQUENCE_LIMIT,
        "the Sequence Number Limit is not in 1.." + FileGeometry.SEQUENCE_LIMIT_MAX);
    in.require( // MSU-065
        limit <= limits.sequenceLimit(),
        RejectReason.SEQUENCE_LIMIT_ABOVE_DEVICE,
        "the Sequence Number Limit is above " + limits.sequenceLimit() + ", that of this device");
    int sequenceSize = in.u16(14);
    in.require(
        sequenceSize >= 1 && sequenceSize <= limits.maxSequenceSize(),
        RejectReason.BAD_SEQUENCE_SIZE,
        "the Sequence Size Limit is not in 1.." + limits.maxSequenceSize());
    if (!in.isGood()) {
      return Optional.empty();
    }
    long chunks = FileGeometry.chunks(size, limit, sequenceSize);
    in.require( // MSU-064
        in.u32(8) == chunks,
        RejectReason.CHUNK_COUNT_MISMATCH,
        "size and limits give " + chunks + " chunks");
    in.require( // MSU-X12
        size <= limits.maxFileSize(),
        RejectReason.FILE_TOO_LARGE,
        "the file has more than " + limits.maxFileSize() + " octets");
    return in.isGood()
        ? Optional.of(new FileGeometry(size, limit, sequenceSize))
        : Optional.empty();
  }
}
